package io.jenkins.plugins.codecraft.operation;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.Ownership;
import io.jenkins.plugins.codecraft.words.Words;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.sagemaker.SageMakerClient;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;

/**
 * Creates a resource by its name at most once: one that is there and has our tag is the one we want, whether it was
 * created by a call whose answer was lost or by an earlier build.
 *
 * @param what for messages
 * @param id what its {@code codecraft:id} must be
 */
public record SageMakerCreation(SageMakerClient client, String what, String id) {

    /**
     * @param create makes the call
     * @param arn finds the ARN of what is there already
     * @return whether it was created now
     */
    public boolean create(Runnable create, Supplier<String> arn) {
        try {
            create.run();
            return true;
        } catch (SageMakerException error) {
            if (exists(error)) {
                requireOurs(arn.get(), error);
                return false;
            }
            throw SageMakerRefusal.of(what, error);
        }
    }

    private static boolean exists(SageMakerException error) {
        return AwsErrors.code(error).equals("ResourceInUse")
                || AwsErrors.message(error).contains("Cannot create already existing");
    }

    private void requireOurs(String arn, SageMakerException exists) {
        if (!Ownership.idOf(client, arn).equals(Optional.of(id))) {
            throw new OperationFailure(
                    Words.of(SageMakerCreation.class, "thereCodecraftDid", what, Ownership.ID), exists);
        }
    }
}
