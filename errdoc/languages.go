package errdoc

import "golang.org/x/text/language"

// nameOfLanguage returns the name of a language in itself, or its tag. Package
// display of x/text knows them all, and would add 2 MB to every program.
func nameOfLanguage(tag language.Tag) string {
	base, _ := tag.Base()
	script, _ := tag.Script()
	key := base.String()
	if key == "zh" {
		key += "-" + script.String()
	}
	switch key {
	case "ar":
		return "العربية"
	case "cs":
		return "Čeština"
	case "de":
		return "Deutsch"
	case "en":
		return "English"
	case "es":
		return "Español"
	case "fr":
		return "Français"
	case "id":
		return "Bahasa Indonesia"
	case "it":
		return "Italiano"
	case "ja":
		return "日本語"
	case "ko":
		return "한국어"
	case "nl":
		return "Nederlands"
	case "pl":
		return "Polski"
	case "pt":
		return "Português"
	case "ru":
		return "Русский"
	case "th":
		return "ไทย"
	case "tr":
		return "Türkçe"
	case "uk":
		return "Українська"
	case "vi":
		return "Tiếng Việt"
	case "zh-Hans":
		return "中文"
	case "zh-Hant":
		return "繁體中文"
	}
	return tag.String()
}

// wordsIn returns the words of the language that fits a tag. Languages that have
// none get the English ones.
func wordsIn(tag language.Tag) *words {
	switch base, _ := tag.Base(); base.String() {
	case "ja":
		return &japanese
	case "zh":
		if script, _ := tag.Script(); script.String() == "Hant" {
			return &traditionalChinese
		}
		return &chinese
	}
	return &english
}
