package hudson.security;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

public final class Permission {
    private final String id;

    private Permission(String id) {
        this.id = id;
    }

    @NonNull
    public String getId() {
        return id;
    }

    @CheckForNull
    public static Permission fromId(@NonNull String id) {
        return new Permission(id);
    }

    @Override
    public String toString() {
        return id;
    }
}
