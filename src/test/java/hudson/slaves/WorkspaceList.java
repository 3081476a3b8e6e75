package hudson.slaves;

import hudson.FilePath;

/** Takes the place of Jenkins' class in tests. */
public final class WorkspaceList {

    private WorkspaceList() {}

    /** The folder beside a workspace for what is not the build's own. */
    public static FilePath tempDir(FilePath workspace) {
        FilePath parent = workspace.getParent();
        return parent == null ? null : parent.child(workspace.getName() + "@tmp");
    }
}
