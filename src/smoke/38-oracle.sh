#!/bin/sh
# The kernel as oracle: packets that are right, nearly right and wrong go to the kernel's own echo, over a link, and to
# nyanpong's code, in memory. What they answer must be the same, byte for byte. ORACLE_MUTANTS, ORACLE_SEED and
# ORACLE_SECONDS: how many, which, how long at most.
# needs: root ip
. "$(dirname "$0")/lib.sh"

classes=$smoke/../../target/test-classes
if [ ! -f "$classes/nyanpong/oracle/Oracle.class" ]; then
    [ "${CI-}" != true ] || fail "the kernel as oracle: the tests are not compiled"
    echo "*** SKIPPED the kernel as oracle: the tests are not compiled: make test"
    exit "$bad"
fi

# The addresses of src/test/java/nyanpong/support/Host.java. Whatever the source, the answer comes back over the one link.
new_namespace "$S"
new_namespace "$C"
ip link add s0 netns "$S" address 02:00:00:00:00:02 type veth peer name c0 netns "$C" address 02:00:00:00:00:01 || exit
# The pinger's own kernel stays out of it: it has no address, and asks and announces nothing.
in_c sh -c 'echo 1 >/proc/sys/net/ipv6/conf/c0/disable_ipv6'
ip -n "$C" link set c0 arp off up
ip -n "$S" link set s0 up
ip -n "$S" address add 192.0.2.2/24 broadcast 192.0.2.255 dev s0
ip -n "$S" address add 2001:db8::2/64 dev s0 nodad
ip -n "$S" address add 198.51.100.7/32 dev lo
ip -n "$S" address add 2001:db8:1::7/128 dev lo nodad
for to in 192.0.2.1 2001:db8::1 fe80::1; do
    ip -n "$S" neighbour add "$to" lladdr 02:00:00:00:00:01 dev s0 nud permanent
done
ip -n "$S" route add default via 192.0.2.1 dev s0
ip -n "$S" route del 192.0.2.0/24 dev s0
ip -n "$S" route add 192.0.2.1 dev s0
ip -n "$S" route add default via fe80::1 dev s0
ip -n "$S" route del 2001:db8::/64 dev s0
ip -n "$S" route replace fe80::1 dev s0
ip -n "$S" route del fe80::/64 dev s0

# What may make one kernel answer otherwise than another.
settings() {
    in_s sh -c 'cd /proc/sys/net && for key in ipv4/icmp_echo_ignore_all ipv4/icmp_echo_ignore_broadcasts \
        ipv4/conf/all/rp_filter ipv4/conf/s0/rp_filter ipv4/conf/all/accept_source_route ipv4/conf/all/accept_local \
        ipv4/conf/s0/drop_unicast_in_l2_multicast ipv6/icmp/echo_ignore_all ipv6/flowlabel_reflect; do
            printf " %s %s" "$key" "$(cat "$key" 2>/dev/null || echo -)"
        done'
}

# oracle MUTANTS [OPTION]
oracle() {
    echo "# Linux $(uname -r):$(settings)"
    # shellcheck disable=SC2086 # an option or none
    in_c "$JAVA" ${2-} --enable-native-access=ALL-UNNAMED -cp "$classes:$smoke/../../target/classes" nyanpong.oracle.Oracle \
        c0 "$1" "${ORACLE_SEED-20170907}" "${ORACLE_SECONDS-40}" || bad=1
}

# All as it comes with a new namespace; then as most distributions have it.
oracle "${ORACLE_MUTANTS-2000000}"
in_s sh -c 'echo 1 >/proc/sys/net/ipv4/conf/s0/rp_filter'
ORACLE_SECONDS=10
oracle 200000
in_s sh -c 'echo 0 >/proc/sys/net/ipv4/conf/s0/rp_filter'

# And the two together: what a responder with takeover tcx claims, and what it leaves to the kernel. Its answers go to the MAC
# address that asked.
if [ "$(printf '%s\n' 6.6 "$(uname -r)" | sort -V | head -n 1)" = 6.6 ]; then
    ENGINE=tcx
    if serve; then
        ORACLE_SECONDS=4
        oracle 200000 -Dnyanpong.mirrored=true
        finish
        # shellcheck disable=SC2046 # numbers
        set -- $(sed -n 's/^received [0-9]* = answered \([0-9]*\) + dropped \([0-9]*\).*; claimed \([0-9]*\).*/\1 \2 \3/p' "$dir/serve.err")
        verdict "takeover tcx: of $3 claimed $1 answered, $2 dropped" [ "$3" -gt 1000 -a $(($1 + $2)) -eq "$3" ]
    fi
else
    echo "*** SKIPPED the kernel and takeover tcx together: needs Linux 6.6"
fi
exit "$bad"
