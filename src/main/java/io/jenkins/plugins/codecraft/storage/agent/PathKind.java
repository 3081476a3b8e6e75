package io.jenkins.plugins.codecraft.storage.agent;

/** What a path of the workspace is. */
public enum PathKind {
    FILE,
    FOLDER,
    MISSING,
    /** It leads out of the workspace. */
    OUTSIDE
}
