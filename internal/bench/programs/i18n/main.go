// I18n chooses a text with go-i18n.
package main

import (
	"os"

	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

func main() {
	bundle := i18n.NewBundle(language.English)
	bundle.MustAddMessages(language.English, &i18n.Message{ID: "UserNotFound", Other: "No such user."})
	text, err := i18n.NewLocalizer(bundle, "en").Localize(&i18n.LocalizeConfig{MessageID: "UserNotFound"})
	if err != nil || text != "No such user." {
		os.Exit(1)
	}
}
