# Completion of {cmd} in fish.
function __{function}_complete
	set -l typed (commandline -opc) (commandline -ct)
	$typed[1] __complete $typed[2..] 2>/dev/null
end
complete -c {cmd} -f -a '(__{function}_complete)'
