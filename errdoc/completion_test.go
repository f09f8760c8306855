package errdoc

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"

	"github.com/seed85f21a9e/errcode"
)

func TestComplete(t *testing.T) {
	tests := []struct {
		name string
		args []string
		want []string // some of the words
		not  string   // a word that must not be there
	}{
		{"first word", []string{""}, []string{"list", "openapi", "markdown", "completion", "help"}, "211"},
		{"command", []string{"li"}, []string{"list"}, "help"},
		{"number", []string{"21"}, []string{"210", "211", "2100"}, "201"},
		{"ID", []string{"leancloud/21"}, []string{"leancloud/211"}, "leancloud/201"},
		{"start of an ID", []string{"back"}, []string{"backend/107.1"}, "leancloud/211"},
		{"constant", []string{"LeanCloudUser"}, []string{"LeanCloudUserNotFound"}, "LeanCloudTimeout"},
		{"constant in small letters", []string{"leanclouduser"}, []string{"LeanCloudUserNotFound"}, ""},
		{"second code", []string{"211", "Backend"}, []string{"BackendNotFound"}, "list"},
		{"second word, empty", []string{"211", ""}, nil, "list"},
		{"flag of the lookup", []string{"-"}, []string{"-catalog", "-lang", "-json"}, "-kind"},
		{"flag of a command", []string{"list", "-k"}, []string{"-kind"}, "-lang"},
		{"catalog", []string{"-catalog", ""}, []string{"backend", "leancloud", "realtime"}, "list"},
		{"catalog, two hyphens", []string{"list", "--catalog", "b"}, []string{"backend"}, "realtime"},
		{"kind", []string{"list", "-kind", "not"}, []string{"NotFound"}, "Aborted"},
		{"operation", []string{"list", "-operation", "reg"}, []string{"register-user"}, "login"},
		{"status", []string{"list", "-status", "4"}, []string{"400", "404", "4xx"}, "500"},
		{"language", []string{"-lang", ""}, []string{"en", "zh"}, ""},
		{"shell", []string{"completion", ""}, []string{"bash", "zsh", "fish"}, ""},
		{"help", []string{"help", ""}, []string{"list"}, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var words []string
			for line := range strings.Lines(run("", append([]string{completeArgument}, test.args...)...).out) {
				word, _, _ := strings.Cut(line, "\t")
				words = append(words, word)
			}
			for _, want := range test.want {
				if !slices.Contains(words, want) {
					t.Errorf("%s is not in %s", want, words)
				}
			}
			if slices.Contains(words, test.not) {
				t.Errorf("%s is in %s", test.not, words)
			}
		})
	}
}

// Every value that is offered is one that the flag takes.
func TestCompletedValuesAreValid(t *testing.T) {
	for _, c := range commands() {
		for _, name := range c.flags {
			p := &program{finder: finderOf(), commands: commands()}
			for _, v := range p.flagValues(name) {
				o := options{book: p.book}
				if err := o.flagSet(c.flags).Set(name, v.word); err != nil {
					t.Errorf("%s -%s %s: %v", c.name, name, v.word, err)
				}
			}
		}
	}
}

// The scripts of a command with a name that no shell function has are valid all
// the same.
func TestCompletionOfOtherName(t *testing.T) {
	set := Set{Command: "gift-shop", Catalogs: []*errcode.Catalog{shopCatalog}}
	for _, shell := range shells() {
		var out strings.Builder
		newProgram(set, environment{out: &out, err: &out}).run([]string{"completion", shell})
		assert.Contains(t, out.String(), "gift_shop")
		assert.Contains(t, out.String(), " gift-shop")
		assert.NotContains(t, out.String(), "{cmd}")
	}
}

// The scripts work in the shells that this machine has.
func TestCompletionScripts(t *testing.T) {
	dir := t.TempDir()
	if out, err := exec.Command("go", "build", "-buildvcs=false", "-o", dir, "../examples/errcode").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	// Each program completes "errcode help l" and prints what it finds.
	programs := map[string]string{
		"bash": `source <(errcode completion bash)
			COMP_WORDS=(errcode help l) COMP_CWORD=2
			_errcode; printf '%s\n' "${COMPREPLY[@]}"`,
		"zsh": `compdef() { [[ $1 = _errcode && $2 = errcode ]] || exit 1; }
			_describe() { print -l -- "${(@P)2}"; }
			source <(errcode completion zsh)
			words=(errcode help l) CURRENT=3
			_errcode`,
		"fish": `errcode completion fish | source
			complete -C 'errcode help l'`,
	}
	summary := listCommand().summary
	wants := map[string]string{"bash": "list", "zsh": "list:" + summary, "fish": "list\t" + summary}
	for _, shell := range shells() {
		t.Run(shell, func(t *testing.T) {
			path, err := exec.LookPath(shell)
			if err != nil {
				t.Skipf("%s is not installed", shell)
			}
			cmd := exec.Command(path, "-c", programs[shell])
			cmd.Env = append(os.Environ(), "PATH="+dir+string(os.PathListSeparator)+os.Getenv("PATH"), "HOME="+dir)
			out, err := cmd.CombinedOutput()
			if got := strings.TrimSpace(string(out)); err != nil || got != wants[shell] {
				t.Errorf("got %q, %v; want %q", got, err, wants[shell])
			}
		})
	}
}
