package errdoc

import (
	"fmt"
	"os"
	"path/filepath"
)

func openapiCommand() *command {
	return &command{
		name:    "openapi",
		summary: "write OpenAPI 3.1 components",
		help: `Write an OpenAPI 3.1 document in JSON that contains only components: for each
catalog and each operation, a schema of the error bodies and a response for each
HTTP status, with the body of every code as an example. Refer to them from your
API description:
  $ref: 'errors.json#/components/responses/{component}'

With -operation, write only the components of that operation. They include the
codes of groups that contain the operation.`,
		examples: []string{"openapi > errors.json\tall components"},
		flags:    []string{"catalog", "operation", "lang"},
		run:      (*program).writeOpenAPI,
	}
}

func (p *program) writeOpenAPI(o *options, args []string) error {
	if len(args) > 0 {
		return usagef("openapi takes flags only, not %q", args[0])
	}
	document, found := p.openapi(o.catalogs(), o.edition, o.operations)
	if !found {
		p.note("%s: no code of these catalogs belongs to this operation\n", p.command)
		return errNotFound
	}
	return p.write(document)
}

func markdownCommand() *command {
	return &command{
		name:    "markdown",
		summary: "write the catalogs as Markdown",
		help: `Write the catalogs as Markdown, with a section and an anchor for each code. With
-o, write a file for each catalog and language to DIR, which must exist:
codes-{catalog}.md in English, and with the language before .md in others.`,
		examples: []string{"markdown -o docs\tall catalogs in all languages"},
		flags:    []string{"catalog", "lang", "o"},
		run:      (*program).writeMarkdown,
	}
}

func (p *program) writeMarkdown(o *options, args []string) error {
	if len(args) > 0 {
		return usagef("markdown takes flags only, not %q", args[0])
	}
	if o.dir == "" {
		return p.write(p.markdown(o.catalogs(), o.edition))
	}
	editions := o.languages
	if len(editions) == 0 {
		editions = p.editions
	}
	for _, c := range o.catalogs() {
		for _, ed := range editions {
			if err := os.WriteFile(filepath.Join(o.dir, markdownFile(c, ed)), p.markdownOf(c, ed), 0o666); err != nil {
				return err
			}
		}
	}
	return nil
}

func jsonCommand() *command {
	return &command{
		name:     "json",
		summary:  "write the catalogs as JSON",
		help:     "Write everything about the codes as a JSON object with the members title and\ncodes.",
		examples: []string{"json | jq '.codes[] | select(.retryable).id'\tIDs of the retryable codes"},
		flags:    []string{"catalog", "lang"},
		run: func(p *program, o *options, args []string) error {
			if len(args) > 0 {
				return usagef("json takes flags only, not %q", args[0])
			}
			var entries []*entry
			for _, e := range p.entries {
				if o.has(e) {
					entries = append(entries, e)
				}
			}
			return p.printJSON(p.list(entries, o.edition))
		},
	}
}

func exportCommand() *command {
	return &command{
		name:    "export",
		args:    "DIR",
		summary: "write the pages as a static site",
		help: `Write the pages to DIR, for any static file server that serves index.html for a
directory. DIR is created if it does not exist. Files with the same names are
replaced; all other files are left alone.`,
		examples: []string{"export site\twrite to the directory site"},
		run: func(p *program, _ *options, args []string) error {
			if len(args) != 1 {
				return usagef("export takes one directory")
			}
			n, err := p.set.export(args[0])
			if err != nil {
				return fmt.Errorf("writing the site to %s: %w", args[0], err)
			}
			return p.print(fmt.Sprintf("Wrote %d files to %s.\n", n, args[0]))
		},
	}
}
