#!/bin/bash
# SPDX-License-Identifier: GPL-2.0-or-later
# Installs the packages in a Debian of their own, as people and companies do: first an older version
# with a person who uses it, then the upgrade, a managed desktop, removal, purge, and again. Prints TAP.
#
# usage: try.sh PACKAGES_FOLDER WORK_FOLDER
#
# Needs root, debootstrap, a Debian mirror and Xvfb. WORK_FOLDER/base and the downloaded packages are kept
# for the next run, about 1 GB; WORK_FOLDER/root is made anew. Not a part of `./dev test`: it takes three minutes,
# the first time twice as long.
# shellcheck disable=SC2016 # what a check runs is written out for eval
set -euo pipefail
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
packages=$(realpath "$1")
work=$(realpath -m "$2")
root=$work/root
mirror=${WARDEN_MIRROR:-http://deb.debian.org/debian}
n=0 n_failed=0 display='' helpers=()

leave() { # FOLDER
	local place
	for place in tmp/.X11-unix var/cache/apt/archives dev/pts dev proc; do
		! mountpoint -q "$1/$place" || umount "$1/$place" || umount -l "$1/$place"
	done
}

enter() { # FOLDER
	mkdir -p "$1/tmp/.X11-unix"
	mount -t proc proc "$1/proc"
	mount --bind /dev "$1/dev"
	mount --bind /dev/pts "$1/dev/pts"
	mount --bind "$work/archives" "$1/var/cache/apt/archives"
	mount --bind /tmp/.X11-unix "$1/tmp/.X11-unix"
}

tidy() {
	[ ${#helpers[@]} = 0 ] || kill "${helpers[@]}" 2>/dev/null || true
	leave "$root"
	leave "$work/base"
}
trap tidy EXIT

within() { chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }

as() { # USER COMMAND...: in the root, as a person at that display
	local user=$1 && shift
	within setpriv --reuid "$user" --regid "$user" --clear-groups env HOME="/home/$user" USER="$user" \
		DISPLAY="$display" TERM=xterm "$@"
}

check() { # NAME COMMAND...: one line of TAP
	local name=$1 said && shift
	n=$((n + 1))
	if said=$("$@" 2>&1); then
		echo "ok $n $name"
	else
		echo "not ok $n $name"
		tail -n 15 <<<"$said" | sed 's/^/# /'
		n_failed=$((n_failed + 1))
	fi
}

wait_for() { # SECONDS COMMAND...
	local patience=$(($1 * 5)) && shift
	until "$@" >/dev/null 2>&1; do
		[ $((patience -= 1)) -gt 0 ] || return 1
		sleep 0.2
	done
}

apt() { within apt-get -qq -y --no-install-recommends "$@"; }

make_base() { # a Debian as debootstrap makes it, with the clients that the packages are for
	[ ! -e "$work/base/.whole" ] || return 0
	rm -rf --one-file-system -- "${work:?}/base"
	debootstrap --variant=minbase bookworm "$work/base" "$mirror" >"$work/debootstrap.log"
	printf '#!/bin/sh\nexit 101\n' >"$work/base/usr/sbin/policy-rc.d" # no service starts in there
	chmod 755 "$work/base/usr/sbin/policy-rc.d"
	cp /etc/resolv.conf "$work/base/etc/resolv.conf"
	enter "$work/base"
	root=$work/base apt update
	root=$work/base apt install pidgin finch age >"$work/clients.log" 2>&1
	leave "$work/base"
	touch "$work/base/.whole"
}

make_root() {
	rm -rf --one-file-system -- "${root:?}"
	cp -a --reflink=auto "$work/base" "$root"
	mkdir -p "$root/packages"
	enter "$root"
	local user
	for user in ann bob cleo; do within useradd --create-home --user-group "$user"; done
}

age() { # the same packages under an older version's number
	local deb tree
	mkdir -p "$root/packages/old" "$root/packages/new"
	for deb in "$packages"/{purple-warden,pidgin-warden,purple-warden-managed}_*.deb; do
		cp "$deb" "$root/packages/new"
		tree=$(mktemp -d)
		dpkg-deb --raw-extract "$deb" "$tree"
		sed -i -e "s/^Version: .*/Version: 0.0.9/" -e "s/(= $version)/(= 0.0.9)/" "$tree/DEBIAN/control"
		dpkg-deb --root-owner-group --build "$tree" "$root/packages/old" >/dev/null
		rm -rf --one-file-system -- "${tree:?}"
	done
}

install_from() { # old|new PACKAGE...
	local folder=$1 names=() name && shift
	for name in "$@"; do names+=("/packages/$folder/$(cd "$root/packages/$folder" && ls "${name}"_*.deb)"); done
	apt install "${names[@]}"
}

start_display() {
	exec {number}< <(exec Xvfb -displayfd 1 -screen 0 1024x768x24 -ac -nolisten tcp 2>/dev/null)
	helpers+=($!)
	read -r -t 20 -u "$number" display
	export DISPLAY=:$display
	display=$DISPLAY
	openbox >/dev/null 2>&1 &
	helpers+=($!)
}

is_installed() { # VERSION PACKAGE...
	local wanted=$1 name && shift
	for name in "$@"; do
		[ "$(within dpkg-query -W -f='${Status} ${Version}' "$name")" = "install ok installed $wanted" ] || return 1
	done
}

# A client's own list of plugins that the person ticked.
tick() { # USER CLIENT MODULE...
	local user=$1 client=$2 items='' module && shift 2
	for module in "$@"; do items+="<item value='$module'/>"; done
	as "$user" mkdir -p -m 700 "/home/$user/.purple"
	as "$user" tee "/home/$user/.purple/prefs.xml" >/dev/null <<-END
		<?xml version='1.0' encoding='UTF-8' ?>
		<pref version='1' name='/'><pref name='$client'><pref name='plugins'>
		<pref name='loaded' type='pathlist'>$items</pref></pref></pref></pref>
	END
}

find_client() { # USER NAME: its process, seen from outside
	pgrep -u "$(within id -u "$1")" -x "$2" | head -n 1
}

n_trails() { find "$root/home/$1/.purple/warden/audit" -name '*.jsonl' 2>/dev/null | wc -l; }

# The running client has begun a trail of this run: Warden is on duty in it.
is_on_duty() { [ "$(n_trails "$1")" -gt "$n_before" ] && [ -s "$root/home/$1/.purple/warden/state.db" ]; }
is_off_duty() { [ "$(n_trails "$1")" = "$n_before" ]; }

has_windows() { # Pidgin's half is there, too: its key opens the window
	xdotool search --onlyvisible --name '^Buddy List$' windowactivate --sync key --delay 50 ctrl+shift+w
	wait_for 3 xdotool search --onlyvisible --name '^(Review Held Items|Purple Warden|Warden)$'
}

looks_at() { # MODULE...: Pidgin has looked at each and refused none
	local module
	for module in "$@"; do grep -q "probing .*/$module\$" "$work/pidgin.log" || return 1; done
	! grep -E "warden.*(unloadable|not (usable|loadable)|undefined symbol)" "$work/pidgin.log"
}

# Starts a client, waits until each of these holds of it, and asks it to end.
run_client() { # USER CLIENT CHECK[ ARGUMENT]...
	local user=$1 client=$2 n_before pid status=0 && shift 2
	n_before=$(n_trails "$user")
	case $client in
	pidgin) as "$user" pidgin --debug --nologin >"$work/$client.log" 2>&1 & ;;
	finch) as "$user" script -qec "finch --nologin" /dev/null >"$work/$client.log" 2>&1 </dev/null & ;;
	esac
	wait_for 30 find_client "$user" "$client" || return 1
	pid=$(find_client "$user" "$client")
	sleep 3 # what a client does in its first turns
	while [ $# -gt 0 ]; do
		# shellcheck disable=SC2086 # words
		wait_for 30 $1 || { echo "$client of $user: not $1" && status=1; }
		shift
	done
	kill -TERM "$pid" || { echo "$client has gone" && status=1; }
	wait_for 20 lacks_process "$pid" || { echo "$client stays" && status=1; }
	return $status
}

lacks_process() { ! kill -0 "$1" 2>/dev/null; }

digest() { # of what a person has: the keys and the review list, logs and trail by their names
	(cd "$root/home/$1/.purple/warden" && sha256sum keys/* state.db && find . -type f | sort)
}

same_data() { [ "$(digest ann)" = "$data" ]; }

policy=/etc/warden/policy/managed.d/50-ours.conf
policy_holds() {
	cmp "$root$policy" "$work/policy.conf" &&
		within wardenctl policy show --json | grep -q '"state":"managed"' &&
		within wardenctl policy explain Links.Action | grep -q "$policy"
}

leaves_nothing() { # but people's data and the administrator's policy
	local left
	left=$(find "$root" -xdev \( -path "$root/proc" -o -path "$root/dev" -o -path "$root/packages" -o -path "$root/home" \
		-o -path "$root/var/cache/apt/archives" -o -path "$root/etc/warden" \) -prune -o -iname '*warden*' -print)
	echo "$left"
	[ -z "$left" ] && [ "$(find "$root/etc/warden" -type f)" = "$root$policy" ]
}

mkdir -p "$work/archives/partial" /tmp/.X11-unix
version=$(dpkg-deb -f "$packages"/purple-warden_*.deb Version)
make_base
make_root
age
start_display
printf '[Meta]\nPolicyId=ours\n[Links]\nAction=block\n' >"$work/policy.conf"
library=$(dirname "$(dpkg-deb -c "$packages"/purple-warden_*.deb | grep -o '/usr/lib/.*/purple-2/warden.so')")

echo "# $(cd "$packages" && echo *.deb)"
check "the older version installs" install_from old purple-warden pidgin-warden
check "with its number" is_installed 0.0.9 purple-warden pidgin-warden
check "both policy folders are there, root's, empty" eval '[ "$(stat -c "%U %a" "$root"/etc/warden/policy/{managed,recommended}.d | grep -cx "root 755")" = 2 ] && [ -z "$(find "$root/etc/warden" -type f)" ]'
check "no daemon came along" eval '[ -z "$(within dpkg -L purple-warden pidgin-warden | grep -E "systemd|init.d|cron|xinetd|dbus-1")" ]'
check "Pidgin lists both, and leaves them off for one who ticked nothing" run_client bob pidgin "looks_at warden.so warden-pidgin.so" "is_off_duty bob"
check "and so does Finch" run_client bob finch "is_off_duty bob"
tick ann pidgin "$library/warden.so" "${library%/purple-2}/pidgin/warden-pidgin.so"
check "ticked, Pidgin loads both" run_client ann pidgin "is_on_duty ann" has_windows
install -m 644 "$work/policy.conf" "$root$policy"
check "a company's policy is in force" policy_holds
data=$(digest ann)

check "the newer version installs over it" install_from new purple-warden pidgin-warden
check "with its number, too" is_installed "$version" purple-warden pidgin-warden
check "the policy is as it was, and in force" policy_holds
check "the person's data are as they were" same_data
check "Pidgin goes on with them" run_client ann pidgin "is_on_duty ann" has_windows
check "and with the same keys" eval 'as ann wardenctl key show | grep -q "$(cat "$root/home/ann/.purple/warden/keys/recipient.txt")"'
check "the trail of both versions is whole" as ann wardenctl audit verify
check "the review list opens" as ann wardenctl queue list
check "files are looked into by the installed helper" eval 'said=$(within wardenctl file inspect /usr/bin/wardenctl) || [ $? = 1 ]; grep -q "looked *done" <<<"$said"'
check "the manual pages are there" eval 'within dpkg -L purple-warden | grep -c "/man/man[1578]/.*\.gz" | grep -qx 4'

check "the managed package installs" install_from new purple-warden-managed
check "Finch of one who ticked nothing loads Warden" run_client bob finch "is_on_duty bob"
check "and Pidgin of another, with its windows" run_client cleo pidgin "is_on_duty cleo" has_windows

data=$(digest ann)
check "removing" apt remove purple-warden pidgin-warden purple-warden-managed
check "leaves no file but people's and the administrator's" leaves_nothing
check "not even from the person who used it" same_data
check "Pidgin starts without it" run_client ann pidgin "is_off_duty ann"
check "purging" within dpkg --purge pidgin-warden purple-warden-managed purple-warden
check "leaves no file either" leaves_nothing
check "and the person's data" same_data
check "installed again, it finds them" eval 'install_from new purple-warden pidgin-warden && as ann wardenctl key show && as ann wardenctl audit verify && policy_holds'

# Somebody goes back to this version from a later one.
state=$root/home/ann/.purple/warden/state.db
python3 -c "import sqlite3, sys; sqlite3.connect(sys.argv[1]).execute('PRAGMA user_version=99')" "$state"
data=$(digest ann)
check "a later version's review list is refused in words" eval 'status=0; said=$(as ann wardenctl queue list 2>&1) || status=$?; [ "$status" = 3 ] && grep -q "later version of Purple Warden" <<<"$said"'
check "the doctor says so" eval '! said=$(as ann wardenctl doctor) && grep -q "newer version of Purple Warden" <<<"$said"'
check "Pidgin starts all the same" run_client ann pidgin "is_on_duty ann" has_windows
check "and leaves it as it is" eval '[ "$(sha256sum <"$state")" = "$(grep state.db <<<"$data" | head -n 1 | cut -d " " -f 1)  -" ]'

# The page for administrators, box by box, on a computer that has nothing yet.
check "purged once more" within dpkg --purge pidgin-warden purple-warden-managed purple-warden
rm "$root$policy"
mkdir "$root/root/desk" && cp "$packages"/*.deb "$root/root/desk"
awk '/^```sh( root)?$/ { on = 1; next } /^```$/ { on = 0 } on' "$(dirname "$0")/../../docs/admin.md" >"$root/root/desk/page.sh"
check "docs/admin.md works as it stands" within sh -c 'cd /root/desk && bash -eu page.sh && wardenctl policy show --json | grep -q "\"state\":\"managed\""'
echo "1..$n"
[ "$n_failed" = 0 ]
