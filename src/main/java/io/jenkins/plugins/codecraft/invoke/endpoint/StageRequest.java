package io.jenkins.plugins.codecraft.invoke.endpoint;

import io.jenkins.plugins.codecraft.aws.BuildOrigin;
import io.jenkins.plugins.codecraft.operation.NothingToStop;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.storage.Encryption;
import io.jenkins.plugins.codecraft.storage.S3Location;
import io.jenkins.plugins.codecraft.storage.StagedObject;
import io.jenkins.plugins.codecraft.storage.Stager;
import io.jenkins.plugins.codecraft.storage.StoredObjects;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;

/** A call of an asynchronous endpoint, which reads what it is asked from S3: the payload is brought there. */
record StageRequest(EndpointCall call, BuildOrigin origin) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        String location = call.payload().location();
        return Progress.next(new QueueRequest(call, origin, location.isEmpty() ? stage(context) : location));
    }

    private String stage(OperationContext context) throws IOException, InterruptedException {
        String text = call.payload().text();
        if (text != null) {
            String type = call.payload().contentType();
            return new StoredObjects(context.aws().s3(), location())
                    .write(
                            "requests/" + origin.id() + "/payload",
                            text,
                            type.isEmpty() ? "application/octet-stream" : type);
        }
        String file = call.payload().file();
        StagedObject staged = new Stager(context.aws().s3(), location())
                .stageFile(
                        context.agent(),
                        file,
                        "payload",
                        io.jenkins.plugins.codecraft.storage.Progress.lines(context.console()::event));
        context.console().event(Words.of(StageRequest.class, "payload", file, staged.describe()));
        return staged.s3Uri();
    }

    private S3Location location() {
        S3Location location = S3Location.of(call.queue().bucket(), call.queue().prefix());
        String key = call.queue().kmsKey();
        return key.isEmpty() ? location : location.withEncryption(new Encryption.SseKms(key));
    }

    @Override
    public boolean blocking() {
        return true;
    }

    @Override
    public Operation stopping() {
        return new NothingToStop();
    }

    @Override
    public Optional<String> running() {
        return Optional.empty();
    }
}
