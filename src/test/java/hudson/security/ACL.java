package hudson.security;

import org.springframework.security.core.Authentication;

/** Takes the place of Jenkins' class in tests: everybody is the system, and may do everything. */
public abstract class ACL {
    public static final Authentication SYSTEM2 = null;

    public final void checkPermission(Permission permission) {
        // everything is allowed
    }

    public final boolean hasPermission(Permission permission) {
        return true;
    }

    public boolean hasPermission2(Authentication authentication, Permission permission) {
        return true;
    }

    public static ACLContext as2(Authentication authentication) {
        return new ACLContext();
    }
}
