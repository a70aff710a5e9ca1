# results.csv to a table: the median of the rounds, the lowest and the highest, and the medians of the ratios that the same
# round has to each of the references that took part.
BEGIN { FS = "," }
NR == 1 { next }
{
    value[$1, $2, $3] = $4
    if ($1 > rounds) rounds = $1
    if (!($2 in known)) { known[$2]; responders[++r] = $2 }
    if (!($3 in metric)) { metric[$3]; metrics[++m] = $3 }
}
# The median of list[1..n], sorted on the way.
function median(n,    i, j, t) {
    for (i = 2; i <= n; i++)
        for (j = i; j > 1 && list[j] < list[j - 1]; j--) { t = list[j]; list[j] = list[j - 1]; list[j - 1] = t }
    return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}
function show(v) { return v >= 100000 ? sprintf("%.0f k", v / 1000) : v >= 10000 ? sprintf("%.1f k", v / 1000) : v >= 100 ? sprintf("%.0f", v) : sprintf("%.1f", v) }
function ratio(who, what, to,    i, n, v) {
    n = 0
    for (i = 1; i <= rounds; i++)
        if (((i, who, what) in value) && ((i, to, what) in value) && value[i, to, what] > 0) list[++n] = value[i, who, what] / value[i, to, what]
    if (!n || who == to) return ""
    v = median(n)
    return v >= 10 ? sprintf("%.0f", v) : v < 0.1 ? sprintf("%.3f", v) : sprintf("%.2f", v)
}
END {
    n = split("kernel c c-ring xdp-echo scapy hello", all, " ")
    for (i = 1; i <= n; i++) if (all[i] in known) references[++f] = all[i]
    head = "| metric | responder | median | min-max |"
    rule = "|---|---|---|---|"
    for (i = 1; i <= f; i++) { head = head " x " references[i] " |"; rule = rule "---|" }
    print head "\n" rule
    for (k = 1; k <= m; k++)
        for (q = 1; q <= r; q++) {
            n = 0
            for (i = 1; i <= rounds; i++)
                if ((i, responders[q], metrics[k]) in value) list[++n] = value[i, responders[q], metrics[k]] + 0
            if (!n) continue
            middle = median(n)
            line = sprintf("| %s | %s | %s | %s-%s |", metrics[k], responders[q], show(middle), show(list[1]), show(list[n]))
            for (i = 1; i <= f; i++) line = line " " ratio(responders[q], metrics[k], references[i]) " |"
            print line
        }
}
