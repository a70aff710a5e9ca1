# shellcheck shell=sh
# Sourced, after lib.sh, by the smoke tests whose clients need a terminal: one of a size that is fixed, on the pinger's side,
# whose screen can be read back. The terminal is tmux's, with a socket and no configuration of its own. Several may be in use
# at once; $screen is the name of the one meant.
screen=one

screen_tmux() { in_c env -u TMUX TMUX_TMPDIR="$dir" tmux -u -L "$screen" -f /dev/null "$@"; }

# screen_run COLUMNS LINES COMMAND... - starts the command on a fresh terminal. What it leaves there stays when it ends.
screen_run() {
    columns=$1 lines=$2
    shift 2
    screen_end
    # tmux hands a command of several words on as it is, without a shell.
    screen_tmux set -g status off \; set -g remain-on-exit on \; set -g remain-on-exit-format '' \; \
        set -g default-terminal screen-256color \; \
        new-session -d -x "$columns" -y "$lines" env LC_ALL=C.UTF-8 "$@"
}

screen_is_over() { [ "$(screen_tmux display-message -p '#{pane_dead}' 2>/dev/null)" = 1 ]; }

# screen_until SECONDS COMMAND... - tries until it succeeds, and not so often that it takes the time from the client.
screen_until() {
    screen_deadline=$(($(now_ms) + $1 * 1000))
    shift
    until "$@" >/dev/null 2>&1; do
        [ "$(now_ms)" -lt "$screen_deadline" ] || return 1
        sleep 0.25
    done
}

# screen_wait SECONDS - until the command has ended.
screen_wait() { screen_until "$1" screen_is_over; }

# screen_text - the screen as plain text; blanks at the ends of its lines are not told.
screen_text() { screen_tmux capture-pane -p; }

# screen_colours - the same with the colours' escape sequences.
screen_colours() { screen_tmux capture-pane -p -e; }

# screen_keys KEY... - presses keys, named as tmux does: q C-c Enter.
screen_keys() { screen_tmux send-keys "$@"; }

# screen_end - the terminal, and what runs there, is gone.
screen_end() {
    screen_server=$(screen_tmux display-message -p '#{pid}' 2>/dev/null) || return 0
    screen_tmux kill-server
    until_true 5 gone "$screen_server"
}
