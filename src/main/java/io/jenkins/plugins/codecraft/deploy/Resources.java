package io.jenkins.plugins.codecraft.deploy;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.deploy.Variables.Variable;
import java.util.Optional;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.sagemaker.model.SageMakerException;
import software.amazon.awssdk.services.sfn.model.StateMachineDoesNotExistException;

/**
 * What variables stand for, in the account and region of a session: ARNs of resources that are there. Asks
 * {@code lambda:GetFunctionConfiguration}, {@code sagemaker:DescribeEndpoint} and {@code states:DescribeStateMachine}.
 */
public record Resources(AwsSession session) implements Variables.Lookup {

    @Override
    public Optional<String> value(Variable variable) {
        return switch (variable.kind()) {
            case LAMBDA -> function(variable);
            case SAGEMAKER -> endpoint(variable.name());
            case STEPFUNCTIONS -> stateMachine(variable.name());
            case REGION -> Optional.of(session.scope().region());
            case ACCOUNT -> Optional.of(session.scope().account());
            case PARTITION -> Optional.of(session.partition());
        };
    }

    private Optional<String> function(Variable variable) {
        try {
            return Optional.of(session.lambda()
                    .getFunctionConfiguration(request -> request.functionName(variable.name())
                            .qualifier(variable.qualifier().isEmpty() ? null : variable.qualifier()))
                    .functionArn());
        } catch (ResourceNotFoundException none) {
            return Optional.empty();
        }
    }

    private Optional<String> endpoint(String name) {
        try {
            return Optional.of(session.sageMaker()
                    .describeEndpoint(request -> request.endpointName(name))
                    .endpointArn());
        } catch (SageMakerException error) {
            if (AwsErrors.message(error).contains("Could not find")) {
                return Optional.empty();
            }
            throw error;
        }
    }

    private Optional<String> stateMachine(String name) {
        String arn = "arn:" + session.partition() + ":states:" + session.scope().region() + ":"
                + session.scope().account() + ":stateMachine:" + name;
        try {
            return Optional.of(session.stepFunctions()
                    .describeStateMachine(request -> request.stateMachineArn(arn))
                    .stateMachineArn());
        } catch (StateMachineDoesNotExistException none) {
            return Optional.empty();
        }
    }
}
