package nyanpong.app.claim;

import nyanpong.echo.LocalTable;
import nyanpong.engine.HostView;

/** What all claims have in common on addresses that the kernel has. */
abstract class TerritorialClaim implements Claim {
    final Territory territory;

    TerritorialClaim(Territory territory) {
        this.territory = territory;
    }

    @Override
    public LocalTable localTable(HostView view) {
        return territory.localTable(view);
    }

    @Override
    public String addresses(HostView view) {
        return territory.text(view);
    }
}
