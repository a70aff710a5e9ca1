package nyanpong.app.doctor;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nyanpong.engine.takeover.EchoSysctl;
import nyanpong.engine.takeover.SysctlState;
import nyanpong.engine.takeover.TakeoverException;

/** Whether the kernel answers pings, and what a responder left that was killed. */
final class EchoCheck {
    private static final String SUBJECT = "echo";
    private static final String REPAIR = "nyanpong doctor --repair, or the next nyanpong serve";

    private final List<Finding> findings = new ArrayList<>();

    /** @param repair whether what was left is mended before it is looked at */
    static List<Finding> look(boolean repair) throws IOException {
        EchoCheck check = new EchoCheck();
        SysctlState state = SysctlState.look();
        if (repair && state.holder().isEmpty()) {
            check.repair();
            state = SysctlState.look();
        }
        check.judge(state);
        return check.findings;
    }

    private void repair() throws IOException {
        try {
            SysctlState.repair(did -> findings.add(Finding.ok(SUBJECT, did)));
        } catch (TakeoverException e) {
            findings.add(
                    e.isPermission()
                            ? Finding.permission(SUBJECT, e.getMessage(), "needs CAP_NET_ADMIN: run it with sudo")
                            : Finding.unavailable(SUBJECT, e.getMessage(), "look again when it has ended"));
        }
    }

    /** What one look tells. */
    static List<Finding> of(SysctlState state) {
        EchoCheck check = new EchoCheck();
        check.judge(state);
        return check.findings;
    }

    private void judge(SysctlState state) {
        for (EchoSysctl sysctl : EchoSysctl.values()) {
            findings.add(setting(sysctl, state));
        }
        if (state.holder().isEmpty()
                && state.journal() != null
                && state.left().stream().noneMatch(sysctl -> state.settings().getOrDefault(sysctl, false))) {
            findings.add(Finding.warning(
                    SUBJECT,
                    state.journal() + " is left of a responder that was killed; nothing is to be restored",
                    REPAIR));
        }
        if (state.unseen() != null) {
            findings.add(Finding.warning(
                    SUBJECT,
                    state.unseen() + " is another user's: a journal in it cannot be seen",
                    "run it as that user, or as root"));
        }
    }

    private static Finding setting(EchoSysctl sysctl, SysctlState state) {
        Map<EchoSysctl, Boolean> settings = state.settings();
        if (!settings.containsKey(sysctl)) {
            return Finding.ok(SUBJECT, sysctl.key() + " does not exist here: that echo stays the kernel's");
        }
        String name = sysctl.key() + " is " + (settings.get(sysctl) ? 1 : 0);
        if (state.holder().isPresent()) {
            boolean his = state.left().contains(sysctl);
            if (his && settings.get(sysctl) && !state.guarded()) {
                return Finding.unavailable(
                        SUBJECT,
                        name + ", and the guardians of that responder were killed: nobody will give echo back",
                        "stop it, then " + REPAIR);
            }
            return Finding.ok(SUBJECT, name + (his && settings.get(sysctl) ? ", until that responder ends" : ""));
        }
        if (!settings.get(sysctl)) {
            return Finding.ok(SUBJECT, name + ": the kernel answers while nobody else does");
        }
        if (state.left().contains(sysctl)) {
            return Finding.unavailable(
                    SUBJECT, name + ", left by a responder that was killed: nobody answers pings", REPAIR);
        }
        return Finding.warning(
                SUBJECT,
                name + ", and no journal of ours says why: nobody answers pings, and nyanpong never touches it",
                "sysctl -w " + sysctl.key() + "=0, unless it is meant");
    }
}
