package io.jenkins.plugins.codecraft.deploy.stepfunctions;

import io.jenkins.plugins.codecraft.aws.AwsErrors;
import io.jenkins.plugins.codecraft.operation.OperationContext;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import java.io.IOException;
import java.util.List;
import software.amazon.awssdk.services.sfn.model.SfnException;
import software.amazon.awssdk.services.sfn.model.StateMachineType;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionDiagnostic;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResponse;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionResultCode;
import software.amazon.awssdk.services.sfn.model.ValidateStateMachineDefinitionSeverity;

/** What {@code ValidateStateMachineDefinition} says of a definition, with the lines of the file. */
record Findings(DefinitionFile file, MachineSettings settings) {

    /** @throws OperationFailure with all errors; warnings are printed */
    void check(String definition, OperationContext context) throws IOException, InterruptedException {
        ValidateStateMachineDefinitionResponse answer;
        try {
            answer = context.aws().stepFunctions().validateStateMachineDefinition(request -> request.definition(
                            definition)
                    .type(StateMachineType.fromValue(settings.type()))
                    .severity(ValidateStateMachineDefinitionSeverity.WARNING));
        } catch (SfnException error) {
            if (AwsErrors.isDenied(error)) {
                context.console().event(Words.of(Findings.class, "definitionNotChecked", AwsErrors.describe(error)));
                return;
            }
            throw Machines.refusal(Words.of(Findings.class, "checkDefinition"), error);
        }
        List<String> errors = words(answer, true);
        words(answer, false).forEach(warning -> context.console().event(Words.of(Findings.class, "warning", warning)));
        if (answer.result() != ValidateStateMachineDefinitionResultCode.OK) {
            String count = errors.size() == 1
                    ? Words.of(Findings.class, "mistake")
                    : Words.of(Findings.class, "mistakes", errors.size());
            throw new OperationFailure(
                    Words.of(Findings.class, "definitionNothingWas", count, String.join("\n  - ", errors)));
        }
    }

    private List<String> words(ValidateStateMachineDefinitionResponse answer, boolean errors) {
        return answer.diagnostics().stream()
                .filter(finding -> (finding.severity() == ValidateStateMachineDefinitionSeverity.ERROR) == errors)
                .map(this::words)
                .toList();
    }

    private String words(ValidateStateMachineDefinitionDiagnostic finding) {
        String location = finding.location() == null ? "" : finding.location();
        String line = file.line(location)
                .map(number -> Words.of(Findings.class, "line", number))
                .orElse("");
        String at = location.isEmpty() ? "" : " (" + location + ")";
        return file.file() + line + at + ": " + finding.message() + " [" + finding.code() + "]";
    }
}
