package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.ConsoleUrls;
import io.jenkins.plugins.codecraft.operation.Operation;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.operation.Progress;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.Optional;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.model.Architecture;
import software.amazon.awssdk.services.lambda.model.CreateFunctionRequest;
import software.amazon.awssdk.services.lambda.model.GetFunctionResponse;
import software.amazon.awssdk.services.lambda.model.LambdaException;
import software.amazon.awssdk.services.lambda.model.PackageType;

/**
 * Creates the function, and waits until it is there.
 *
 * @param made whether the call was answered
 */
record CreateFunction(Deployment deployment, boolean made) implements Operation {

    @Override
    public Progress advance(OperationContext context) throws IOException, InterruptedException {
        Functions functions = new Functions(context.aws().lambda());
        Optional<GetFunctionResponse> found = functions.find(deployment.name());
        if (found.isPresent()) {
            return await(found.get());
        }
        if (made) {
            throw new OperationFailure(Words.of(
                    CreateFunction.class,
                    "goneSomebodyDeleted",
                    deployment.plan().words()));
        }
        CreateFunctionRequest request = request(context);
        try {
            functions.client().createFunction(request);
        } catch (LambdaException error) {
            throw Functions.refusal(
                    Words.of(CreateFunction.class, "create", deployment.plan().words()), error);
        }
        context.console()
                .link(
                        Words.of(
                                CreateFunction.class,
                                "creating",
                                deployment.plan().words()),
                        ConsoleUrls.of(context.aws()).function(deployment.name()));
        return Progress.next(new CreateFunction(deployment, true));
    }

    private Progress await(GetFunctionResponse now) {
        if (!UndoFunction.isOurs(deployment.plan(), now)) {
            throw new OperationFailure(Words.of(
                    CreateFunction.class,
                    "somebodyElseCreated",
                    deployment.plan().words()));
        }
        if (Functions.passes(now)) {
            return Progress.pause(new CreateFunction(deployment, true), ReadFunction.LOOK_AGAIN);
        }
        return Progress.next(Functions.failure(now)
                .map(why -> GoBack.failed(
                        deployment,
                        "",
                        Words.of(
                                CreateFunction.class,
                                "lambdaCouldNot",
                                deployment.plan().words(),
                                why)))
                .orElseGet(() -> new SetLimits(deployment)));
    }

    private CreateFunctionRequest request(OperationContext context) throws IOException, InterruptedException {
        FunctionSettings settings = deployment.plan().settings();
        FunctionCode code = deployment.code();
        Configured wanted = Configured.wanted(settings);
        CreateFunctionRequest.Builder request = CreateFunctionRequest.builder()
                .functionName(deployment.name())
                .role(wanted.role())
                .description(wanted.description())
                .memorySize(wanted.memory())
                .timeout(wanted.timeout())
                .ephemeralStorage(storage -> storage.size(wanted.ephemeralStorage()))
                .architectures(Architecture.fromValue(code.architecture()))
                .tags(deployment.plan().tags());
        if (!wanted.environment().isEmpty()) {
            request.environment(variables -> variables.variables(wanted.environment()));
        }
        if (!wanted.subnets().isEmpty()) {
            request.vpcConfig(vpc -> vpc.subnetIds(wanted.subnets()).securityGroupIds(wanted.securityGroups()));
        }
        if (code.isImage()) {
            return request.packageType(PackageType.IMAGE)
                    .code(image -> image.imageUri(code.image()))
                    .build();
        }
        request.runtime(wanted.runtime()).handler(wanted.handler());
        if (!wanted.layers().isEmpty()) {
            request.layers(wanted.layers());
        }
        if (!code.key().isEmpty()) {
            return request.code(at -> at.s3Bucket(settings.bucket()).s3Key(code.key()))
                    .build();
        }
        SdkBytes bytes = SdkBytes.fromByteArrayUnsafe(StageCode.direct(deployment, context));
        return request.code(direct -> direct.zipFile(bytes)).build();
    }

    @Override
    public boolean blocking() {
        return true; // small code comes from the agent here
    }

    @Override
    public Operation stopping() {
        return UndoFunction.unknown(deployment);
    }

    @Override
    public Optional<String> running() {
        return Optional.of(deployment.plan().words());
    }
}
