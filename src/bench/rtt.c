// rtt OPTIONS [-n SAMPLES] [-t SECONDS] [-w MICROSECONDS]: one request outstanding at a time, its answer polled for, so
// that our own wake-up is not measured; -w waits between two. Prints "rtt P50 P99 P99.9 MAX FIRST LOST SAMPLES" in us.
// rtt OPTIONS -F NETNS [-e] COMMAND...: starts the command in that namespace, pings each millisecond, prints "first
// MILLISECONDS MICROSECONDS LATER CPU" and ends the command: from exec to the first answer, that one's own round trip, the
// slowest of the next 100, the processor's milliseconds until the first. With -e only ICMP errors count: until the command has
// taken over, replies are the kernel's. With -x it is to end by itself, and that is the first answer.
#include "common.h"
#include <getopt.h>
#include <sched.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>

static struct ask ask;
static uint8_t request[LONGEST];
static int fd;
static bool errors_only, until_its_end;

// The answer that waits: its sequence number, or -1.
static int receive(enum kind *kind) {
    static uint8_t p[65536];
    while (1) {
        int length = recv(fd, p, sizeof p, MSG_DONTWAIT);
        if (length < 0) return -1;
        uint16_t sequence;
        if ((*kind = answer(&ask, p, length, &sequence)) != OTHER) return sequence;
    }
}

static void ping(uint16_t sequence) {
    ask_sequence(&ask, request, sequence);
    if (send(fd, request, ask.length, 0) < 0) die("send");
}

static int ascending(const void *a, const void *b) {
    double d = *(const double *) a - *(const double *) b;
    return d < 0 ? -1 : d > 0;
}

static void measure(int samples, double seconds, int wait_us) {
    double *rtt = calloc(samples, sizeof *rtt), first = 0;
    int n = 0, lost = 0;
    int64_t end = nanos() + seconds * 1e9;
    for (int i = 0; i < samples && nanos() < end; i++) {
        enum kind kind;
        while (receive(&kind) >= 0) continue; // late ones
        int64_t sent = nanos(), now;
        int got;
        ping(i);
        do {
            got = receive(&kind);
            now = nanos();
        } while (got != (i & 0xffff) && now - sent < 200000000);
        if (got == (i & 0xffff)) rtt[n++] = (now - sent) / 1e3;
        else lost++;
        if (i == 0) first = (now - sent) / 1e3;
        if (wait_us) usleep(wait_us);
    }
    qsort(rtt, n, sizeof *rtt, ascending);
    if (!n) rtt[n++] = -1;
    printf("rtt %.1f %.1f %.1f %.1f %.1f %d %d\n", rtt[n / 2], rtt[(int) (n * .99)], rtt[(int) (n * .999)], rtt[n - 1],
           first, lost, n);
}

// Milliseconds that a process, all its threads, has had of the processors.
static double cpu_ms(pid_t pid) {
    clockid_t clock;
    struct timespec t = { 0 };
    if (clock_getcpuclockid(pid, &clock) == 0) clock_gettime(clock, &t);
    return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void whole_run(pid_t child, int64_t start) {
    struct rusage used;
    wait4(child, NULL, 0, &used);
    printf("first %.1f 0 0 %.1f\n", (nanos() - start) / 1e6,
           (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e3 + (used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e3);
}

static void first_answer(const char *netns, char **command) {
    char path[300];
    snprintf(path, sizeof path, "/run/netns/%s", netns);
    int ns = open(path, O_RDONLY | O_CLOEXEC);
    if (ns < 0) die(path);
    static int64_t sent[65536];
    int64_t start = nanos(), found = -1;
    double own = 0, later = 0, cpu = 0;
    pid_t child = fork();
    if (child == 0) {
        if (setns(ns, CLONE_NEWNET)) die("setns");
        cpu_set_t all; // not only the one that we ping from
        memset(&all, 0xff, sizeof all);
        sched_setaffinity(0, sizeof all, &all);
        execvp(command[0], command);
        die(command[0]);
    }
    if (until_its_end) {
        whole_run(child, start);
        return;
    }
    int last = -1, limit = 20000;
    for (int i = 0; i < limit; i++) {
        sent[i] = nanos();
        ping(i);
        int64_t next = start + (i + 1) * 1000000LL, now;
        do {
            enum kind kind;
            int got = receive(&kind);
            now = nanos();
            if (got < 0 || got > i) {
                if (next - now > 100000) usleep(20);
                continue;
            }
            if ((errors_only && kind != ERROR) || got == last) continue;
            double us = (now - sent[got]) / 1e3;
            if (found < 0) {
                cpu = cpu_ms(child);
                found = now - start;
                own = us;
                limit = i + 100;
            } else if (us > later) {
                later = us;
            }
            last = got;
        } while (now < next);
    }
    printf("first %.1f %.1f %.1f %.1f\n", found / 1e6, own, later, cpu);
    kill(child, SIGTERM);
    waitpid(child, NULL, 0);
}

int main(int argc, char **argv) {
    int samples = 20000, wait_us = 0, c;
    double seconds = 2;
    const char *netns = NULL;
    while ((c = getopt(argc, argv, "+" ASK_OPTIONS "n:t:w:F:ex")) != -1) {
        if (ask_option(&ask, c, optarg)) continue;
        switch (c) {
            case 'n': samples = atoi(optarg); break;
            case 't': seconds = atof(optarg); break;
            case 'w': wait_us = atoi(optarg); break;
            case 'F': netns = optarg; break;
            case 'e': errors_only = true; break;
            case 'x': until_its_end = true; break;
            default: return 2;
        }
    }
    ask_build(&ask, request);
    fd = packet_socket(ask.ifindex, ETH_P_ALL, NULL);
    if (netns) first_answer(netns, argv + optind);
    else measure(samples, seconds, wait_us);
}
