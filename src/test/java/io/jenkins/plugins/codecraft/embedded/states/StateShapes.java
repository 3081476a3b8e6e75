package io.jenkins.plugins.codecraft.embedded.states;

import io.jenkins.plugins.codecraft.embedded.Shape;

/** The requests of Step Functions, as far as they are declared. */
final class StateShapes {
    private static final Shape ARN = Shape.string().length(1, 256);
    private static final Shape NAME = Shape.string().length(1, 80);
    private static final Shape DEFINITION = Shape.string().length(1, 1048576);
    private static final Shape DATA = Shape.string().length(0, 262144);
    private static final Shape ROLE = Shape.string().length(1, 256);
    private static final Shape TYPE = Shape.enumOf("STANDARD", "EXPRESS");
    private static final Shape DESCRIPTION = Shape.string().length(0, 256);
    private static final Shape LOGGING = Shape.struct()
            .optional("level", Shape.enumOf("ALL", "ERROR", "FATAL", "OFF"))
            .optional("includeExecutionData", Shape.bool())
            .optional(
                    "destinations",
                    Shape.list(Shape.struct()
                            .optional("cloudWatchLogsLogGroup", Shape.struct().optional("logGroupArn", ARN))));
    private static final Shape TRACING = Shape.struct().optional("enabled", Shape.bool());
    private static final Shape ENCRYPTION = Shape.struct()
            .required("type", Shape.enumOf("AWS_OWNED_KEY", "CUSTOMER_MANAGED_KMS_KEY"))
            .optional("kmsKeyId", Shape.string().length(1, 2048))
            .optional("kmsDataKeyReusePeriodSeconds", Shape.number().range(60, 900));
    private static final Shape TAGS = Shape.list(Shape.struct()
            .optional("key", Shape.string().length(1, 128))
            .optional("value", Shape.string().length(0, 256)));
    private static final Shape ROUTING = Shape.list(Shape.struct()
                    .required("stateMachineVersionArn", ARN)
                    .required("weight", Shape.number().range(0, 100)))
            .size(1, 2);
    private static final Shape PAGE_SIZE = Shape.number().range(0, 1000);
    private static final Shape TOKEN = Shape.string().length(1, 1024);

    static final Shape CREATE = Shape.struct()
            .required("name", NAME)
            .required("definition", DEFINITION)
            .required("roleArn", ROLE)
            .optional("type", TYPE)
            .optional("loggingConfiguration", LOGGING)
            .optional("tracingConfiguration", TRACING)
            .optional("encryptionConfiguration", ENCRYPTION)
            .optional("tags", TAGS)
            .optional("publish", Shape.bool())
            .optional("versionDescription", DESCRIPTION);
    static final Shape UPDATE = Shape.struct()
            .required("stateMachineArn", ARN)
            .optional("definition", DEFINITION)
            .optional("roleArn", ROLE)
            .optional("loggingConfiguration", LOGGING)
            .optional("tracingConfiguration", TRACING)
            .optional("encryptionConfiguration", ENCRYPTION)
            .optional("publish", Shape.bool())
            .optional("versionDescription", DESCRIPTION);
    static final Shape ONE = Shape.struct().required("stateMachineArn", ARN);
    static final Shape PUBLISH = ONE.optional("revisionId", Shape.string()).optional("description", DESCRIPTION);
    static final Shape ONE_VERSION = Shape.struct().required("stateMachineVersionArn", ARN);
    static final Shape ONE_ALIAS = Shape.struct().required("stateMachineAliasArn", ARN);
    static final Shape CREATE_ALIAS = Shape.struct()
            .required("name", NAME.pattern("(?=.*[a-zA-Z_\\-\\.])[a-zA-Z0-9_\\-\\.]+"))
            .required("routingConfiguration", ROUTING)
            .optional("description", DESCRIPTION);
    static final Shape UPDATE_ALIAS =
            ONE_ALIAS.optional("routingConfiguration", ROUTING).optional("description", DESCRIPTION);
    static final Shape LIST = Shape.struct().optional("maxResults", PAGE_SIZE).optional("nextToken", TOKEN);
    static final Shape LIST_OF_ONE = LIST.required("stateMachineArn", ARN);
    static final Shape VALIDATE = Shape.struct()
            .required("definition", DEFINITION)
            .optional("type", TYPE)
            .optional("severity", Shape.enumOf("ERROR", "WARNING"))
            .optional("maxResults", Shape.number().range(0, 100));
    static final Shape START = Shape.struct()
            .required("stateMachineArn", ARN)
            .optional("name", NAME)
            .optional("input", DATA)
            .optional("traceHeader", Shape.string().length(0, 256));
    static final Shape ONE_EXECUTION = Shape.struct().required("executionArn", ARN);
    static final Shape STOP = ONE_EXECUTION
            .optional("error", Shape.string().length(0, 256))
            .optional("cause", Shape.string().length(0, 32768));
    static final Shape HISTORY = ONE_EXECUTION
            .optional("maxResults", PAGE_SIZE)
            .optional("nextToken", TOKEN)
            .optional("reverseOrder", Shape.bool())
            .optional("includeExecutionData", Shape.bool());
    static final Shape LIST_EXECUTIONS = LIST.optional("stateMachineArn", ARN)
            .optional(
                    "statusFilter",
                    Shape.enumOf("RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED", "PENDING_REDRIVE"))
            .optional("redriveFilter", Shape.enumOf("REDRIVEN", "NOT_REDRIVEN"));
    static final Shape TAG = Shape.struct().required("resourceArn", ARN).required("tags", TAGS);
    static final Shape UNTAG =
            Shape.struct().required("resourceArn", ARN).required("tagKeys", Shape.list(Shape.string()));
    static final Shape LIST_TAGS = Shape.struct().required("resourceArn", ARN);

    private StateShapes() {}
}
