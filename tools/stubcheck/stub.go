package main

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
)

// stub is one stub file; paths are the import paths of its package clause.
type stub struct {
	file    string
	paths   []string
	fset    *token.FileSet
	syntax  *ast.File
	imports map[string]string // local name -> import path
}

var importComment = regexp.MustCompile(`(?m)^package[ \t]+\w+[ \t]*//[ \t]*import[ \t]+(.*)$`)

func readStubs(folder string) ([]*stub, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, fmt.Errorf("no stub in %s", folder)
	}
	var stubs []*stub
	for _, file := range files {
		s, err := readStub(file)
		if err != nil {
			return nil, err
		}
		stubs = append(stubs, s)
	}
	return stubs, nil
}

func readStub(file string) (*stub, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	s := &stub{file: file, fset: token.NewFileSet(), imports: map[string]string{}}
	if s.syntax, err = parser.ParseFile(s.fset, file, text, parser.ParseComments); err != nil {
		return nil, err
	}
	comment := importComment.FindSubmatch(text)
	if comment == nil {
		return nil, fmt.Errorf("%s: no import comment", file)
	}
	for _, quoted := range strings.Split(string(comment[1]), ",") {
		p, err := strconv.Unquote(strings.TrimSpace(quoted))
		if err != nil {
			return nil, fmt.Errorf("%s: import comment: %w", file, err)
		}
		s.paths = append(s.paths, p)
	}
	for _, spec := range s.syntax.Imports {
		p, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			return nil, err
		}
		name := path.Base(p)
		if spec.Name != nil {
			name = spec.Name.Name
		}
		s.imports[name] = p
	}
	return s, nil
}

// mustCallTypes holds "import/path.Name" of each type that has a must-call line.
func mustCallTypes(stubs []*stub) map[string]bool {
	found := map[string]bool{}
	for _, s := range stubs {
		for _, decl := range s.syntax.Decls {
			d, ok := decl.(*ast.GenDecl)
			if !ok || d.Tok != token.TYPE || d.Doc == nil {
				continue
			}
			for _, line := range d.Doc.List {
				if strings.HasPrefix(line.Text, "//rowsclose:must-call ") {
					for _, p := range s.paths {
						found[p+"."+d.Specs[0].(*ast.TypeSpec).Name.Name] = true
					}
				}
			}
		}
	}
	return found
}
