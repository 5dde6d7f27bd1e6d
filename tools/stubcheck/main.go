// Stubcheck compares rowsclose's stub files with the packages they describe.
//
//	stubcheck [-modules DIR] STUBS
//
// It checks the stubs in the folder STUBS that describe the standard library or a package imported by a file of the
// module in DIR, and reports, one a line, every stub declaration that the real package does not have in exactly
// that form, every embedded field a stub lacks, and every exported function or method of a described type that hands
// out or takes a resource and that the stub lacks. It exits 1 if there was anything to report.
package main

import (
	"bytes"
	"flag"
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

func main() {
	modules := flag.String("modules", ".", "folder of the module whose imports are compared")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: stubcheck [-modules DIR] STUBS")
		os.Exit(2)
	}
	reports, summary, err := check(*modules, flag.Arg(0))
	if err != nil {
		fmt.Fprintln(os.Stderr, "stubcheck:", err)
		os.Exit(2)
	}
	for _, r := range reports {
		fmt.Println(r)
	}
	fmt.Println(summary)
	if len(reports) > 0 {
		os.Exit(1)
	}
}

// check returns the reports, sorted, and a line that says how much was compared.
func check(modules, folder string) (reports []string, summary string, err error) {
	stubs, err := readStubs(folder)
	if err != nil {
		return nil, "", err
	}
	listed, err := importedBy(modules)
	if err != nil {
		return nil, "", err
	}
	wanted := map[string][]*stub{}
	for _, s := range stubs {
		for _, path := range s.paths {
			if listed[path] || isStandard(path) {
				wanted[path] = append(wanted[path], s)
			}
		}
	}
	real, err := load(modules, sortedKeys(wanted))
	if err != nil {
		return nil, "", err
	}
	obligations := mustCallTypes(stubs)
	compared := 0
	for path, described := range wanted {
		for _, s := range described {
			c := &comparison{stub: s, path: path, real: real[path], obligations: obligations}
			c.run()
			reports = append(reports, c.reports...)
			compared += c.compared
		}
	}
	sort.Strings(reports)
	return reports, fmt.Sprintf("%d packages, %d declarations, %d reports", len(wanted), compared, len(reports)), nil
}

// load reads the packages from source: export data leaves out the unexported types that some stubs need.
func load(modules string, paths []string) (map[string]*packages.Package, error) {
	mode := packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedSyntax |
		packages.NeedTypes | packages.NeedTypesInfo | packages.NeedExportFile
	found, err := packages.Load(&packages.Config{Mode: mode, Dir: modules}, paths...)
	if err != nil {
		return nil, err
	}
	real := map[string]*packages.Package{}
	for _, p := range found {
		if len(p.Errors) > 0 {
			return nil, fmt.Errorf("%s: %v", p.PkgPath, p.Errors[0])
		}
		real[p.PkgPath] = p
	}
	for _, path := range paths {
		if real[path] == nil {
			return nil, fmt.Errorf("%s: not loaded", path)
		}
	}
	return real, nil
}

// importedBy returns what the Go files of the module in a folder import. Nested modules are left out, and so are files
// with the build tag "ignore": what they import is in no go.mod.
func importedBy(module string) (map[string]bool, error) {
	listed := map[string]bool{}
	err := filepath.WalkDir(module, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() {
			_, err := os.Stat(filepath.Join(path, "go.mod"))
			if path != module && err == nil {
				return fs.SkipDir
			}
			return nil
		}
		if filepath.Ext(path) != ".go" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil || bytes.HasPrefix(text, []byte("//go:build ignore\n")) {
			return err
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), path, text, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			listed[imported] = true
		}
		return nil
	})
	return listed, err
}

func isStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
