package io.jenkins.plugins.codecraft.storage.agent;

/** The archives that are packed. */
public enum ArchiveFormat {
    /** As SageMaker reads source code and models. */
    TAR_GZ(".tar.gz"),
    /** As Lambda reads code. */
    ZIP(".zip");

    private final String extension;

    ArchiveFormat(String extension) {
        this.extension = extension;
    }

    /** With the dot. */
    public String extension() {
        return extension;
    }
}
