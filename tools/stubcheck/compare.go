package main

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"strings"

	"golang.org/x/tools/go/packages"
)

// comparison of one stub with one real package.
type comparison struct {
	stub        *stub
	path        string
	real        *packages.Package
	obligations map[string]bool

	reports  []string
	compared int

	types     map[string]*ast.TypeSpec
	functions map[string]*ast.FuncDecl // by key: "Open", "Rows.Next"
}

func (c *comparison) run() {
	c.index()
	declared := map[string]bool{}
	described := map[string]bool{} // types
	for _, decl := range c.stub.syntax.Decls {
		switch d := decl.(type) {
		case *ast.FuncDecl:
			declared[keyOf(d)] = true
			c.function(d)
		case *ast.GenDecl:
			for _, spec := range d.Specs {
				switch s := spec.(type) {
				case *ast.TypeSpec:
					described[s.Name.Name] = true
					c.typeSpec(s)
				case *ast.ValueSpec:
					c.value(s)
				}
			}
		}
	}
	c.completeness(declared, described)
}

// index lists the real package's declarations.
func (c *comparison) index() {
	c.types, c.functions = map[string]*ast.TypeSpec{}, map[string]*ast.FuncDecl{}
	for _, file := range c.real.Syntax {
		for _, decl := range file.Decls {
			switch d := decl.(type) {
			case *ast.FuncDecl:
				c.functions[keyOf(d)] = d
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					if s, ok := spec.(*ast.TypeSpec); ok {
						c.types[s.Name.Name] = s
					}
				}
			}
		}
	}
}

func (c *comparison) report(at token.Pos, format string, args ...any) {
	position := c.stub.fset.Position(at)
	text := fmt.Sprintf(format, args...)
	c.reports = append(c.reports, fmt.Sprintf("%s:%d: %s: %s", position.Filename, position.Line, c.path, text))
}

func (c *comparison) stubPrinter() printer {
	return printer{c.path, func(id *ast.Ident) string { return c.stub.imports[id.Name] }, nil}
}

func (c *comparison) realPrinter() printer {
	return printer{c.path, func(id *ast.Ident) string {
		if name, ok := c.real.TypesInfo.Uses[id].(*types.PkgName); ok {
			return name.Imported().Path()
		}
		return ""
	}, nil}
}

func (c *comparison) same(at token.Pos, name, stub, real string) {
	c.compared++
	if stub != real {
		c.report(at, "%s differs\n\tstub: %s\n\treal: %s", name, stub, real)
	}
}

func (c *comparison) function(d *ast.FuncDecl) {
	key := keyOf(d)
	real := c.functions[key]
	if real == nil {
		c.report(d.Pos(), "no %s in the package", key)
		return
	}
	if d.Body != nil {
		c.report(d.Pos(), "%s has a body", key)
	}
	stub := c.stubPrinter().with(receiverParameters(d)).signature(d.Type)
	if d.Recv != nil {
		c.same(d.Pos(), key+"'s receiver", receiver(d), receiver(real))
	}
	c.same(d.Pos(), key, stub, c.realPrinter().with(receiverParameters(real)).signature(real.Type))
}

func (c *comparison) typeSpec(s *ast.TypeSpec) {
	name := s.Name.Name
	real := c.types[name]
	if real == nil {
		c.report(s.Pos(), "no type %s in the package", name)
		return
	}
	if s.Assign.IsValid() != real.Assign.IsValid() {
		c.report(s.Pos(), "%s: only one of stub and package is an alias", name)
	}
	ours, theirs := c.stubPrinter().with(s.TypeParams), c.realPrinter().with(real.TypeParams)
	c.same(s.Pos(), name+"'s type parameters", listed(ours, s.TypeParams), listed(theirs, real.TypeParams))
	switch t := s.Type.(type) {
	case *ast.StructType:
		if r, ok := real.Type.(*ast.StructType); ok {
			c.members(s, name, ours, theirs, t.Fields, r.Fields)
			return
		}
	case *ast.InterfaceType:
		if r, ok := real.Type.(*ast.InterfaceType); ok {
			c.members(s, name, ours, theirs, t.Methods, r.Methods)
			return
		}
	}
	c.same(s.Pos(), name, ours.expr(s.Type), theirs.expr(real.Type))
}

// members compares fields or interface methods: those of the stub must be real, embedded ones must all be there.
func (c *comparison) members(s *ast.TypeSpec, name string, ours, theirs printer, stub, real *ast.FieldList) {
	has := map[string]bool{}
	for _, m := range ours.members(stub) {
		has[m] = true
	}
	exists := map[string]bool{}
	for _, m := range theirs.members(real) {
		exists[m] = true
	}
	for _, m := range sortedKeys(has) {
		c.compared++
		if !exists[m] {
			c.report(s.Pos(), "%s has no member `%s`%s", name, m, nearest(m, exists))
		}
	}
	for _, f := range real.List {
		if m := theirs.expr(f.Type); len(f.Names) == 0 && !has[m] {
			c.report(s.Pos(), "%s lacks the embedded `%s`", name, m)
		}
		for _, n := range f.Names {
			m := n.Name + " " + theirs.expr(f.Type)
			if _, isInterface := s.Type.(*ast.InterfaceType); isInterface && n.IsExported() && !has[m] && c.touchesResource(m) {
				c.report(s.Pos(), "%s lacks `%s`", name, m)
			}
		}
	}
}

func (c *comparison) value(s *ast.ValueSpec) {
	for _, n := range s.Names {
		object := c.real.Types.Scope().Lookup(n.Name)
		if object == nil {
			c.report(n.Pos(), "no variable %s in the package", n.Name)
			continue
		}
		c.same(n.Pos(), n.Name, c.stubPrinter().expr(s.Type), types.TypeString(object.Type(), nil))
	}
}

// completeness asks for every exported function and method of a described type that touches a resource.
func (c *comparison) completeness(declared, described map[string]bool) {
	p := c.realPrinter()
	for _, key := range sortedKeys(c.functions) {
		real := c.functions[key]
		owner, _, isMethod := strings.Cut(key, ".")
		if declared[key] || !real.Name.IsExported() || isMethod && !described[owner] {
			continue
		}
		if text := p.with(receiverParameters(real)).signature(real.Type); c.touchesResource(text) {
			c.report(c.stub.syntax.Package, "lacks %s%s", key, text)
		}
	}
}

var qualifiedName = regexp.MustCompile(`[\w./~-]+\.\w+`)

func (c *comparison) touchesResource(text string) bool {
	for _, name := range qualifiedName.FindAllString(text, -1) {
		if c.obligations[strings.TrimLeft(name, ".")] {
			return true
		}
	}
	return false
}

func keyOf(d *ast.FuncDecl) string {
	if d.Recv == nil {
		return d.Name.Name
	}
	return strings.TrimPrefix(receiver(d), "*") + "." + d.Name.Name
}

// receiver is "*Rows" or "Rows", without type parameters.
func receiver(d *ast.FuncDecl) string {
	star := ""
	t := d.Recv.List[0].Type
	if s, ok := t.(*ast.StarExpr); ok {
		star, t = "*", s.X
	}
	switch x := t.(type) {
	case *ast.IndexExpr:
		t = x.X
	case *ast.IndexListExpr:
		t = x.X
	}
	return star + t.(*ast.Ident).Name
}

// receiverParameters are the type parameters a receiver names: `func (c *Cache[K]) Get(k K)`.
func receiverParameters(d *ast.FuncDecl) *ast.FieldList {
	if d.Recv == nil {
		return nil
	}
	t := d.Recv.List[0].Type
	if s, ok := t.(*ast.StarExpr); ok {
		t = s.X
	}
	var names []*ast.Ident
	switch x := t.(type) {
	case *ast.IndexExpr:
		names = []*ast.Ident{x.Index.(*ast.Ident)}
	case *ast.IndexListExpr:
		for _, i := range x.Indices {
			names = append(names, i.(*ast.Ident))
		}
	}
	return &ast.FieldList{List: []*ast.Field{{Names: names}}}
}

func listed(p printer, list *ast.FieldList) string {
	if list == nil {
		return ""
	}
	return strings.Join(p.members(list), ", ")
}

func nearest(member string, exists map[string]bool) string {
	name, _, _ := strings.Cut(member, " ")
	for _, other := range sortedKeys(exists) {
		if strings.HasPrefix(other, name+" ") {
			return fmt.Sprintf(" but `%s`", other)
		}
	}
	return ""
}
