package io.jenkins.plugins.codecraft.train;

import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.S3Location;
import java.io.Serializable;

/** A training whose job is at rest and whose outcome is known, and what is left to be done about it. */
record EndedJob(TrainingJob job, StagedInputs inputs, Conclusion conclusion) implements Serializable {

    StorageSettings storage() {
        return job.settings().storage();
    }

    S3Location location() {
        return job.settings().location();
    }

    EndedJob with(String key, Object value) {
        return new EndedJob(job, inputs, conclusion.with(key, value));
    }

    /** Keeps the run in S3 first, if that is wanted. */
    Progress goOn() {
        return storage().archive() ? Progress.next(ArchiveRun.of(this)) : download();
    }

    /** Brings the model to the workspace, if that is wanted and there is one. */
    Progress download() {
        return conclusion.failed() || storage().download().isEmpty()
                ? conclusion.end()
                : Progress.next(new DownloadModel(this));
    }
}
