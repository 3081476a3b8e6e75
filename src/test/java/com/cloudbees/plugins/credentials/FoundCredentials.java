package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import hudson.model.InvisibleAction;

/** Credentials that a build of a test can find, and whether it was noted that it uses them. */
public final class FoundCredentials extends InvisibleAction {
    private final IdCredentials credentials;
    private boolean used;

    public FoundCredentials(IdCredentials credentials) {
        this.credentials = credentials;
    }

    IdCredentials credentials() {
        return credentials;
    }

    void use() {
        used = true;
    }

    public boolean isUsed() {
        return used;
    }
}
