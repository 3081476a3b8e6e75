package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.remoting.VirtualChannel;
import hudson.security.AccessControlled;

public abstract class Computer extends Actionable implements AccessControlled {
    @NonNull
    public String getName() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public abstract VirtualChannel getChannel();

    public final boolean isOnline() {
        throw new UnsupportedOperationException();
    }
}
