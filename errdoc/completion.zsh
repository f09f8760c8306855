#compdef {cmd}
# Completion of {cmd} in zsh.
_{function}() {
	local line word
	local -a found
	while IFS= read -r line; do
		word=${line%%$'\t'*}
		found+=("${word//:/\\:}:${line#*$'\t'}")
	done < <("${words[1]}" __complete "${(@)words[2,CURRENT]}" 2>/dev/null)
	_describe '{cmd}' found
}
compdef _{function} {cmd}
