package io.jenkins.plugins.codecraft.deploy.lambda;

import io.jenkins.plugins.codecraft.aws.AwsSession;
import io.jenkins.plugins.codecraft.deploy.Difference;
import java.util.ArrayList;
import java.util.List;

/** Where the triggers of a function differ from those that are wanted. The policy tells which there are of ours. */
record TriggerDifferences(FunctionPlan plan, AwsSession session) {

    List<Difference> fromNothing() {
        return plan.settings().triggers().stream()
                .map(trigger -> new Difference("trigger", "", trigger.words()))
                .toList();
    }

    List<Difference> find() {
        TriggerNames names = TriggerNames.of(plan, session);
        Permissions now = Permissions.read(session.lambda(), names);
        List<Difference> differences = new ArrayList<>();
        for (TriggerSettings trigger : plan.settings().triggers()) {
            if (!now.has(names.statement(trigger)) || !isSet(trigger, names)) {
                differences.add(new Difference("trigger", "", trigger.words()));
            }
        }
        RemoveTriggers.unwanted(plan, names, now).values().stream()
                .sorted()
                .forEach(source -> differences.add(new Difference("trigger", source, "")));
        new Rules(session.eventBridge(), names)
                .former(plan)
                .forEach(rule -> differences.add(new Difference("trigger", rule.arn(), "")));
        return differences;
    }

    private boolean isSet(TriggerSettings trigger, TriggerNames names) {
        if (trigger instanceof TriggerSettings.Objects objects) {
            Notifications notifications = new Notifications(session.s3(), names, objects.bucket());
            return notifications.isRight(notifications.read(), plan.settings().triggersOf(objects.bucket()));
        }
        Rules rules = new Rules(session.eventBridge(), names);
        return rules.isEnabled(names.name(trigger)) && rules.invokes(names.name(trigger));
    }
}
