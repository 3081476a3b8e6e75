package io.jenkins.plugins.codecraft.embedded.sagemaker;

/** A training job fails; the message is its failure reason. */
final class TrainingFailure extends Exception {
    private static final long serialVersionUID = 1L;

    TrainingFailure(String reason) {
        super(reason);
    }
}
