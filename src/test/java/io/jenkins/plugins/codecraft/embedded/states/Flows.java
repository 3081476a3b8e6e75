package io.jenkins.plugins.codecraft.embedded.states;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.codecraft.embedded.AwsJson;
import io.jenkins.plugins.codecraft.embedded.EmbeddedAws;
import io.jenkins.plugins.codecraft.embedded.InnerCalls;
import java.util.ArrayList;
import java.util.List;

/** State machines of an embedded AWS from inside, to prepare and to look at; not in the journal. */
public final class Flows {
    public static final String ROLE = "arn:aws:iam::123456789012:role/FlowRole";
    public static final String FUNCTION = "arn:aws:lambda:us-east-1:123456789012:function:";

    private final EmbeddedAws aws;
    private final String region;

    public Flows(EmbeddedAws aws) {
        this(aws, "us-east-1");
    }

    public Flows(EmbeddedAws aws, String region) {
        this.aws = aws;
        this.region = region;
    }

    /** Creates a machine of these states, of which the first one is where it starts; single quotes stand for double. */
    public void create(String name, String states) {
        create(name, "STANDARD", states);
    }

    public void create(String name, String type, String states) {
        String first = states.substring(states.indexOf('\'') + 1, states.indexOf('\'', states.indexOf('\'') + 1));
        call(
                "CreateStateMachine",
                AwsJson.object()
                        .put("name", name)
                        .put("type", type)
                        .put("roleArn", ROLE)
                        .put(
                                "definition",
                                ("{'StartAt': '" + first + "', 'States': {" + states + "}}").replace('\'', '"')));
    }

    /** From now on so many describing calls after each change show what was before it. */
    public void lag(int looks) {
        aws.service(StepFunctions.class).lag(looks);
    }

    public String arn(String name) {
        return "arn:aws:states:" + region + ":" + aws.account() + ":stateMachine:" + name;
    }

    /** The numbers of a machine's versions, the newest first. */
    public List<String> versions(String name) {
        JsonNode answer = call("ListStateMachineVersions", AwsJson.object().put("stateMachineArn", arn(name)));
        List<String> numbers = new ArrayList<>();
        answer.path("stateMachineVersions")
                .forEach(version -> numbers.add(
                        version.path("stateMachineVersionArn").asText().replaceFirst(".*:", "")));
        return numbers;
    }

    /** Such as {@code team=ml}. */
    public List<String> tags(String name) {
        List<String> tags = new ArrayList<>();
        call("ListTagsForResource", AwsJson.object().put("resourceArn", arn(name)))
                .path("tags")
                .forEach(tag -> tags.add(
                        tag.path("key").asText() + "=" + tag.path("value").asText()));
        return tags;
    }

    /** Calls an operation of Step Functions. */
    public JsonNode call(String operation, JsonNode request) {
        return new InnerCalls(aws.account()).call(aws.service(StepFunctions.class), region, operation, request);
    }
}
