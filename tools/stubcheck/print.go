package main

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"
)

// printer writes types with full import paths, parameters one by one, and `any` for `interface{}`, so that a stub and
// the source it describes print alike.
type printer struct {
	path      string                  // of the package
	qualifier func(*ast.Ident) string // import path that a package name stands for, or ""
	params    map[string]bool         // type parameters in scope
}

func (p printer) with(list *ast.FieldList) printer {
	inner := printer{p.path, p.qualifier, map[string]bool{}}
	for name := range p.params {
		inner.params[name] = true
	}
	if list != nil {
		for _, f := range list.List {
			for _, n := range f.Names {
				inner.params[n.Name] = true
			}
		}
	}
	return inner
}

func (p printer) expr(e ast.Expr) string {
	switch e := e.(type) {
	case nil:
		return ""
	case *ast.Ident:
		if p.params[e.Name] || types.Universe.Lookup(e.Name) != nil {
			return e.Name
		}
		return p.path + "." + e.Name
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok {
			if path := p.qualifier(x); path != "" {
				return path + "." + e.Sel.Name
			}
		}
		return p.expr(e.X) + "." + e.Sel.Name
	case *ast.StarExpr:
		return "*" + p.expr(e.X)
	case *ast.ParenExpr:
		return p.expr(e.X)
	case *ast.Ellipsis:
		return "..." + p.expr(e.Elt)
	case *ast.ArrayType:
		return "[" + p.expr(e.Len) + "]" + p.expr(e.Elt)
	case *ast.BasicLit:
		return e.Value
	case *ast.MapType:
		return "map[" + p.expr(e.Key) + "]" + p.expr(e.Value)
	case *ast.ChanType:
		return map[ast.ChanDir]string{ast.SEND: "chan<- ", ast.RECV: "<-chan "}[e.Dir] +
			map[bool]string{true: "chan "}[e.Dir == ast.SEND|ast.RECV] + p.expr(e.Value)
	case *ast.FuncType:
		return "func" + p.signature(e)
	case *ast.InterfaceType:
		if len(e.Methods.List) == 0 {
			return "any"
		}
		return "interface{" + strings.Join(p.members(e.Methods), "; ") + "}"
	case *ast.StructType:
		return "struct{" + strings.Join(p.members(e.Fields), "; ") + "}"
	case *ast.IndexExpr:
		return p.expr(e.X) + "[" + p.expr(e.Index) + "]"
	case *ast.IndexListExpr:
		var args []string
		for _, i := range e.Indices {
			args = append(args, p.expr(i))
		}
		return p.expr(e.X) + "[" + strings.Join(args, ", ") + "]"
	case *ast.UnaryExpr:
		return e.Op.String() + p.expr(e.X)
	case *ast.BinaryExpr:
		return p.expr(e.X) + " " + e.Op.String() + " " + p.expr(e.Y)
	}
	return fmt.Sprintf("%T", e)
}

// signature prints type parameters, parameters and results with their names.
func (p printer) signature(f *ast.FuncType) string {
	inner := p.with(f.TypeParams)
	text := "(" + strings.Join(inner.members(f.Params), ", ") + ")"
	if f.TypeParams != nil {
		text = "[" + strings.Join(inner.members(f.TypeParams), ", ") + "]" + text
	}
	if f.Results != nil {
		text += " (" + strings.Join(inner.members(f.Results), ", ") + ")"
	}
	return text
}

func (p printer) members(list *ast.FieldList) []string {
	var found []string
	for _, f := range list.List {
		shown := p.expr(f.Type)
		if len(f.Names) == 0 {
			found = append(found, shown)
		}
		for _, n := range f.Names {
			found = append(found, n.Name+" "+shown)
		}
	}
	return found
}
