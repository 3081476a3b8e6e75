package io.jenkins.plugins.codecraft.invoke.stepfunctions;

import java.util.Optional;
import software.amazon.awssdk.services.sfn.model.HistoryEvent;

/** The errors of those events that tell of a failure within a state. */
final class HistoryError {
    private HistoryError() {}

    static Optional<String> of(HistoryEvent event) {
        return switch (event.type()) {
            case TASK_FAILED ->
                words(
                        event.taskFailedEventDetails().error(),
                        event.taskFailedEventDetails().cause());
            case TASK_TIMED_OUT ->
                words(
                        event.taskTimedOutEventDetails().error(),
                        event.taskTimedOutEventDetails().cause());
            case TASK_START_FAILED ->
                words(
                        event.taskStartFailedEventDetails().error(),
                        event.taskStartFailedEventDetails().cause());
            case TASK_SUBMIT_FAILED ->
                words(
                        event.taskSubmitFailedEventDetails().error(),
                        event.taskSubmitFailedEventDetails().cause());
            case LAMBDA_FUNCTION_FAILED ->
                words(
                        event.lambdaFunctionFailedEventDetails().error(),
                        event.lambdaFunctionFailedEventDetails().cause());
            case LAMBDA_FUNCTION_TIMED_OUT ->
                words(
                        event.lambdaFunctionTimedOutEventDetails().error(),
                        event.lambdaFunctionTimedOutEventDetails().cause());
            case LAMBDA_FUNCTION_SCHEDULE_FAILED ->
                words(
                        event.lambdaFunctionScheduleFailedEventDetails().error(),
                        event.lambdaFunctionScheduleFailedEventDetails().cause());
            case LAMBDA_FUNCTION_START_FAILED ->
                words(
                        event.lambdaFunctionStartFailedEventDetails().error(),
                        event.lambdaFunctionStartFailedEventDetails().cause());
            case ACTIVITY_FAILED ->
                words(
                        event.activityFailedEventDetails().error(),
                        event.activityFailedEventDetails().cause());
            case ACTIVITY_TIMED_OUT ->
                words(
                        event.activityTimedOutEventDetails().error(),
                        event.activityTimedOutEventDetails().cause());
            case ACTIVITY_SCHEDULE_FAILED ->
                words(
                        event.activityScheduleFailedEventDetails().error(),
                        event.activityScheduleFailedEventDetails().cause());
            default -> Optional.empty();
        };
    }

    /** One line, as it is for the course of events; what fails the step is told in full. */
    private static Optional<String> words(String error, String cause) {
        return Optional.of(ErrorCause.words(error, cause).lines().findFirst().orElse(""));
    }
}
