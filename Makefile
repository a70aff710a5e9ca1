# nyanpong; `make` alone lists the targets.

JAR := target/nyanpong.jar
PREFIX ?= /usr/local
SYSCONFDIR ?= /etc
DESTDIR ?=
ARCHIVE ?= yes
ARGS ?=

# Debian package:command. What the benchmarks and the smoke tests need, on top of a JDK and Maven.
BENCH_NEEDS := iproute2:ip ethtool:ethtool build-essential:gcc util-linux:taskset procps:pgrep python3:python3
SMOKE_NEEDS := iproute2:ip iputils-ping:ping tcpdump:tcpdump python3:python3 util-linux:unshare procps:pgrep \
    busybox:busybox fping:fping prettyping:prettyping oping:noping mtr-tiny:mtr hping3:hping3 traceroute:traceroute \
    nmap:nping tmux:tmux zbar-tools:zbarimg man-db:man bash:bash zsh:zsh fish:fish \
    systemd:systemd-analyze lintian:lintian nftables:nft tcc:cc bird2:bird

# What ends up in the jar.
SOURCES := pom.xml LICENSE config.yaml frames src/main

# Maven's chatter goes, its warnings stay, javac's among them, which -q would hide; `make test` keeps the test summary too.
LOG := -Dorg.slf4j.simpleLogger
QUIET := $(LOG).defaultLogLevel=warn
test: QUIET += $(LOG).log.org.apache.maven.plugin.surefire=info

# Shell, in front of a command: JAVA_HOME becomes a JDK that is new enough. Each recipe asks, so that `make` needs none.
JDK = JAVA_HOME=$$(src/build/find-jdk) && export JAVA_HOME

# Maven 3's own libraries (jansi, Guava) make a new Java warn; the second option is not known before 23 nor after 26.
MVN = $(JDK) && src/build/need maven:mvn && \
    UNSAFE=$$(grep -q '^JAVA_VERSION="2[3-6]' "$$JAVA_HOME/release" && echo --sun-misc-unsafe-memory-access=allow || :) && \
    MAVEN_OPTS="$(QUIET) --enable-native-access=ALL-UNNAMED -Djansi.noreset=true $$UNSAFE $${MAVEN_OPTS-}" mvn -B -ntp

# One list of files for both ways.
INSTALL = PREFIX="$(PREFIX)" SYSCONFDIR="$(SYSCONFDIR)" DESTDIR="$(DESTDIR)" ARCHIVE="$(ARCHIVE)" JAR="$(JAR)" src/build/install

.DEFAULT_GOAL := help
.PHONY: help build demo test lint format bench oracle fuzz run clean install uninstall deb pictures

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 16

build: ## build target/nyanpong.jar, if a source is newer than it
	@if [ ! -f $(JAR) ] || [ -n "$$(find $(SOURCES) -newer $(JAR) -print | head -n 1)" ]; then \
	    echo "building $(JAR); the first time, Maven downloads what it needs" && \
	    mkdir -p target && touch target/build.start && \
	    $(MVN) -Dmaven.test.skip=true package && \
	    touch -r target/build.start $(JAR) && \
	    echo "built $(JAR)"; \
	fi

demo: build ## watch the cat being drawn; ARGS='--client flood --art pong'
	@src/build/need iproute2:ip util-linux:unshare && $(JDK) && "$$JAVA_HOME/bin/java" -jar $(JAR) demo $(ARGS)

test: ## prove it all; CI=true lets nothing be skipped
	@src/build/need $(SMOKE_NEEDS) && src/build/inetutils-ping >/dev/null || { \
	    [ "$${CI-}" != true ] && echo "*** SKIPPING the smoke tests that need them" >&2; }
	@$(MVN) spotless:check verify
	@src/smoke/run

lint: ## check the format; compile, warnings being errors
	@$(MVN) spotless:check test-compile

format: ## format the Java sources
	@$(MVN) spotless:apply

# Less than twenty minutes. ARGS go to src/bench/run, such as ARGS='-r 9 -w', where -w writes docs/benchmarks.md, its pictures, and
# README's figures; for JMH figures with a narrow error: JMH_ARGS='-f 5 -wi 5 -i 10 -prof gc'.
JMH_ARGS := -f 1 -wi 4 -w 400ms -i 7 -r 300ms -prof gc
bench: build ## measure it beside other echo responders (root)
	@src/build/need $(BENCH_NEEDS)
	@$(MVN) -Pbench process-test-classes
	@mkdir -p target/bench && date +%s >target/bench/begun
	@$(JDK) && "$$JAVA_HOME/bin/java" --enable-native-access=ALL-UNNAMED \
	    -cp "target/jmh-classes:target/classes:$$(cat target/jmh.classpath)" \
	    org.openjdk.jmh.Main -rf csv -rff target/bench/jmh.csv $(JMH_ARGS)
	@gcc -O2 -o target/bench/packet src/bench/packet.c && target/bench/packet | tee target/bench/c.csv
	@src/bench/run $(ARGS)

oracle: ## compare it with the kernel (root); N=10000000 SEED=7
	@src/build/need iproute2:ip && $(MVN) test-compile && $(JDK) && JAVA="$$JAVA_HOME/bin/java" \
	    ORACLE_MUTANTS=$(or $(N),10000000) ORACLE_SEED=$(or $(SEED),20170907) ORACLE_SECONDS=86400 src/smoke/38-oracle.sh

pictures: build ## record docs/pictures anew, of real clients (root)
	@src/build/need iproute2:ip iputils-ping:ping tmux:tmux prettyping:prettyping python3:python3 && $(JDK) && \
	    JAVA="$$JAVA_HOME/bin/java" JAR="$(CURDIR)/$(JAR)" src/build/pictures

fuzz: ## look for inputs that break it; TARGET=packet SECONDS=60 KEEP=1
	@$(MVN) -Pfuzz process-test-classes && $(JDK) && \
	    src/build/fuzz "$$(cat target/fuzz.classpath)" $(or $(TARGET),all) $(or $(SECONDS),60)

run: build ## run `nyanpong serve`; ARGS='-i eth0'
	@$(JDK) && exec "$$JAVA_HOME/bin/java" -jar $(JAR) serve $(ARGS)

install: build ## install it; PREFIX=/usr/local SYSCONFDIR=/etc DESTDIR=
	@$(INSTALL) put && echo "installed $(DESTDIR)$(PREFIX)/bin/nyanpong"

uninstall: ## remove all of it, but for an edited config.yaml
	@$(INSTALL) remove

deb: build ## build target/nyanpong.deb, for Debian and its kin
	@src/build/deb && $(MVN) -Pdeb jdeb:jdeb && echo "built target/nyanpong.deb"

clean: ## remove target/
	rm -rf target
