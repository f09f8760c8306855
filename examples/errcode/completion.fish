# Completion of errcode in fish.
function __errcode_complete
	set -l typed (commandline -opc) (commandline -ct)
	$typed[1] __complete $typed[2..] 2>/dev/null
end
complete -c errcode -f -a '(__errcode_complete)'
