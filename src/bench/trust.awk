# What src/bench/trust kept to a table: a row for each part and responder.
function get(word,    i) {
    for (i = 2; i < NF; i++) if ($i == word) return $(i + 1)
    return ""
}
# The highest and the middle one of list[1..n], sorted on the way.
function sorted(    i, j, t) {
    for (i = 2; i <= n; i++)
        for (j = i; j > 1 && list[j] < list[j - 1]; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
}
function close_part(    note) {
    if (!runs) return
    n = runs
    sorted()
    note = sprintf("lost in one of them: %d-%d", least, most)
    if (part == "kill") note = note sprintf("; ms until the kernel answers: median %.1f, most %.1f", list[int((n + 1) / 2)], list[n])
    row(part ", " runs " times", "nyanpong", note)
    runs = 0
}
function row(what, who, note) {
    printf "| %s | %s | %s | %s | %s | %s | %s |\n", what, who, number(sent), number(lost), number(twice), number(wrong), note unseen_note()
    sent = lost = twice = wrong = unseen = refused = 0
}
function unseen_note() { return (unseen ? "; **the counter itself missed " unseen "**" : "") (refused ? "; not sent " refused : "") }
function number(v,    s) {
    s = sprintf("%d", v)
    while (s ~ /[0-9][0-9][0-9][0-9]($|,)/) s = grouped(s)
    return s
}
function grouped(s,    i) {
    i = index(s, ",")
    i = i ? i - 1 : length(s)
    return substr(s, 1, i - 3) "," substr(s, i - 2)
}
BEGIN {
    print "| what | who answers | requests | lost | twice | wrong | |"
    print "|---|---|---|---|---|---|---|"
}
FNR == 1 {
    close_part()
    part = FILENAME
    sub(/.*\//, "", part)
    sub(/\.csv$/, "", part)
    wanted = $3
    sub(/rate=/, "", wanted)
    how = $4 " " $5 ($6 == "six=1" ? " IPv6" : " IPv4")
    next
}
{
    sent += get("sent"); lost += get("lost"); twice += get("twice"); wrong += get("wrong")
    unseen += get("unseen"); refused += get("refused")
}
part == "answers" || part == "flood" {
    rate = get("rate") + 0
    note = rate < .95 * wanted ? sprintf("a busy machine: asked %s times a second", number(rate)) : ""
    row("asked " number(wanted) " times a second", $1, note)
    next
}
part == "reload" {
    split(get("rss_kib"), rss, "-")
    row(number(get("reloads")) " reloads", "nyanpong", sprintf("refused %d; before and after: RSS %.0f and %.0f MiB, descriptors %s, threads %s",
        get("refused_reloads"), rss[1] / 1024, rss[2] / 1024, get("fd"), get("threads")))
    next
}
part == "soak" {
    row("soak: " get("faults") " faults", "nyanpong", sprintf("RSS %.0f MiB, slope %s KiB a minute; descriptors %s, threads %s",
        get("rss_kib") / 1024, get("slope_kib_per_min"), get("fd"), get("threads")))
    next
}
{
    runs++
    list[runs] = get("outage_ms") + 0
    if (runs == 1 || get("lost") + 0 < least) least = get("lost") + 0
    if (runs == 1 || get("lost") + 0 > most) most = get("lost") + 0
}
END {
    close_part()
    print "\n" how
}
