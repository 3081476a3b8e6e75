package io.jenkins.plugins.codecraft.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** AWS Security Token Service: who am I, and sessions of roles and users. */
final class Sts implements AwsService {
    private static final Shape ASSUME_ROLE = Shape.struct()
            .required(
                    "RoleArn",
                    Shape.string()
                            .length(20, 2048)
                            .pattern("[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u0085\\u00A0-\\uD7FF]+"))
            .required("RoleSessionName", Shape.string().length(2, 64).pattern("[\\w+=,.@-]*"))
            .optional("ExternalId", Shape.string().length(2, 1224).pattern("[\\w+=,.@:\\/-]*"));
    private static final Duration SHORTEST = Duration.ofMinutes(15);

    private final AwsEnvironment environment;

    Sts(AwsEnvironment environment) {
        this.environment = environment;
    }

    @Override
    public String signingName() {
        return "sts";
    }

    @Override
    public Protocol protocol() {
        return Protocol.QUERY;
    }

    @Override
    public boolean mutates(String operation) {
        return false;
    }

    @Override
    public String resource(AwsRequest request) {
        return request.form("RoleArn").orElse("");
    }

    /** Everybody may ask who they are. */
    @Override
    public List<Permission> permissions(AwsRequest request) {
        return request.operation().equals("AssumeRole")
                ? Permission.ofOperation("sts", request, resource(request))
                : List.of();
    }

    @Override
    public AwsResponse handle(AwsRequest request) {
        return switch (request.operation()) {
            case "GetCallerIdentity" -> callerIdentity(request);
            case "AssumeRole" -> assumeRole(request);
            case "GetSessionToken" -> sessionToken(request);
            default ->
                throw new AwsError(
                        "InvalidAction",
                        400,
                        "Could not find operation " + request.operation() + " for version 2011-06-15");
        };
    }

    private static AwsResponse callerIdentity(AwsRequest request) {
        Caller caller = request.caller();
        String result = Xml.element("Arn", caller.arn())
                + Xml.element("UserId", caller.userId())
                + Xml.element("Account", caller.account());
        return answer(request, result);
    }

    private AwsResponse assumeRole(AwsRequest request) {
        ASSUME_ROLE.validate(parameters(request, "RoleArn", "RoleSessionName", "ExternalId"), "ValidationError");
        String arn = request.form("RoleArn").orElseThrow();
        String session = request.form("RoleSessionName").orElseThrow();
        Role role = environment
                .iam()
                .findRole(arn)
                .filter(found -> trusts(found, request))
                .orElseThrow(() -> notAuthorized(request, arn));
        Duration duration = duration(request, role.maxSession(), Duration.ofHours(1));
        String roleId = "AROA" + Tokens.id(arn, 17);
        String sessionArn = "arn:aws:sts::" + role.account() + ":assumed-role/" + role.name() + "/" + session;
        Iam.AccessKey key = environment.iam().session(sessionArn, roleId + ":" + session, end(duration));
        String user = "<AssumedRoleUser>" + Xml.element("AssumedRoleId", roleId + ":" + session)
                + Xml.element("Arn", sessionArn) + "</AssumedRoleUser>";
        return answer(request, credentials(key) + user);
    }

    private boolean trusts(Role role, AwsRequest request) {
        Caller caller = request.caller();
        boolean known = role.trusts(caller.arn())
                || role.trusts(caller.account())
                || role.trusts("arn:aws:iam::" + caller.account() + ":root")
                || sessionOf(caller).filter(role::trusts).isPresent();
        return known && (role.externalId().isEmpty() || role.externalId().equals(request.form("ExternalId")));
    }

    /** The role that a caller acts as. */
    private Optional<String> sessionOf(Caller caller) {
        String[] parts = caller.arn().split("[:/]");
        return caller.arn().contains(":assumed-role/")
                ? Optional.of("arn:aws:iam::" + caller.account() + ":role/" + parts[6])
                : Optional.empty();
    }

    private static AwsError notAuthorized(AwsRequest request, String role) {
        String message = "User: " + request.caller().arn()
                + " is not authorized to perform: sts:AssumeRole on resource: " + role;
        return new AwsError("AccessDenied", 403, message);
    }

    private AwsResponse sessionToken(AwsRequest request) {
        Caller caller = request.caller();
        if (caller.accessKeyId().startsWith("ASIA")) {
            throw new AwsError("AccessDenied", 403, "Cannot call GetSessionToken with session credentials");
        }
        Duration duration = duration(request, Duration.ofHours(36), Duration.ofHours(12));
        return answer(request, credentials(environment.iam().session(caller.arn(), caller.userId(), end(duration))));
    }

    private Instant end(Duration duration) {
        return environment.clock().now().plus(duration).truncatedTo(ChronoUnit.SECONDS);
    }

    private static Duration duration(AwsRequest request, Duration longest, Duration usual) {
        Optional<String> given = request.form("DurationSeconds");
        if (given.isEmpty()) {
            return usual;
        }
        if (!given.get().matches("\\d{1,9}")) {
            throw new AwsError("MalformedInput", 400, "DurationSeconds is not an integer");
        }
        Duration duration = Duration.ofSeconds(Long.parseLong(given.get()));
        if (duration.compareTo(SHORTEST) < 0) {
            throw new AwsError(
                    "ValidationError",
                    400,
                    "1 validation error detected: Value '" + given.get()
                            + "' at 'durationSeconds' failed to satisfy constraint: Member must have value greater than or equal to"
                            + " 900");
        }
        boolean chained = request.operation().equals("AssumeRole")
                && request.caller().arn().contains(":assumed-role/");
        if (chained && duration.compareTo(Duration.ofHours(1)) > 0) {
            throw new AwsError(
                    "ValidationError",
                    400,
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining.");
        }
        if (duration.compareTo(longest) > 0) {
            throw new AwsError(
                    "ValidationError",
                    400,
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return duration;
    }

    private static JsonNode parameters(AwsRequest request, String... names) {
        ObjectNode parameters = AwsJson.object();
        for (String name : names) {
            request.form(name).ifPresent(value -> parameters.put(name, value));
        }
        return parameters;
    }

    private static String credentials(Iam.AccessKey key) {
        return "<Credentials>" + Xml.element("AccessKeyId", key.caller().accessKeyId())
                + Xml.element("SecretAccessKey", key.secret())
                + Xml.element("SessionToken", key.token().orElseThrow())
                + Xml.element("Expiration", key.expires().orElseThrow().toString()) + "</Credentials>";
    }

    private static AwsResponse answer(AwsRequest request, String result) {
        List<String> document = new ArrayList<>();
        String name = request.operation();
        document.add("<" + name + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\">");
        document.add("<" + name + "Result>" + result + "</" + name + "Result>");
        document.add("<ResponseMetadata>" + Xml.element("RequestId", request.id()) + "</ResponseMetadata>");
        document.add("</" + name + "Response>");
        return AwsResponse.xml(String.join("", document));
    }
}
