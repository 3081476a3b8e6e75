package io.jenkins.plugins.codecraft.jenkins;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import hudson.EnvVars;
import io.jenkins.plugins.codecraft.aws.SessionRequest;
import io.jenkins.plugins.codecraft.aws.SessionRequest.AssumedRole;
import io.jenkins.plugins.codecraft.operation.OperationFailure;
import io.jenkins.plugins.codecraft.words.Words;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Decides how a build reaches AWS. What the step leaves out comes from the build's environment, then from the folders
 * that its job is in, then from the global configuration.
 *
 * @param folders the innermost first
 */
record Connection(
        AwsAccess access, Requester requester, EnvVars env, List<FolderSettings> folders, AccessDefaults global) {

    /**
     * Credentials and where they come from.
     *
     * @param buildsOwn whether the build itself brought them, so that it knows the secret anyway
     * @param global whether they are the administrator's
     * @param within how many folders, from the innermost on, lie within the place that gave the credentials
     */
    private record Identity(AwsCredentialsProvider provider, boolean buildsOwn, boolean global, int within) {
        static Identity ofStep(AwsCredentialsProvider provider, boolean buildsOwn) {
            return new Identity(provider, buildsOwn, false, 0);
        }
    }

    /** @throws OperationFailure if something is missing, or the build may not have it */
    SessionRequest request() {
        Identity identity = identity();
        return new SessionRequest(region(), identity.provider(), roles(identity), endpoint(identity));
    }

    private String region() {
        String region = Stream.of(
                        Stream.of(access.getRegion(), env("AWS_REGION"), env("AWS_DEFAULT_REGION")),
                        folders.stream().map(FolderSettings::region),
                        Stream.of(global.region()))
                .flatMap(values -> values)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new OperationFailure(Words.of(Connection.class, "noAwsRegion")));
        refuse("aws.region", region, AccessRules.region(region));
        return region;
    }

    private Identity identity() {
        if (access.getCredentialsId() != null) {
            return Identity.ofStep(stored("aws.credentialsId", access.getCredentialsId()), false);
        }
        Optional<AwsCredentials> brought = environmentCredentials();
        if (brought.isPresent()) {
            return Identity.ofStep(StaticCredentialsProvider.create(brought.get()), true);
        }
        for (int level = 0; level < folders.size(); level++) {
            String id = folders.get(level).credentialsId();
            if (id != null) {
                return new Identity(
                        stored(Words.of(Connection.class, "foldersCredentialsid"), id), false, false, level + 1);
            }
        }
        if (global.credentialsId() != null) {
            return new Identity(systemWide(global.credentialsId()), false, true, folders.size());
        }
        if (global.controllerIdentity()) {
            return new Identity(DefaultCredentialsProvider.builder().build(), false, true, folders.size());
        }
        throw new OperationFailure(Words.of(Connection.class, "noAwsCredentials"));
    }

    /** The same answer whether there is no such credential or the build may not use it. */
    private AwsCredentialsProvider stored(String parameter, String id) {
        return requester
                .find(id)
                .orElseThrow(() -> new OperationFailure(Words.of(Connection.class, "notIdAws", parameter, id)));
    }

    private AwsCredentialsProvider systemWide(String id) {
        return CredentialsProvider.lookupCredentialsInItemGroup(
                        AmazonWebServicesCredentials.class, Jenkins.get(), null, List.of())
                .stream()
                .filter(credentials -> credentials.getId().equals(id))
                .findFirst()
                .map(requester::using)
                .orElseThrow(() -> new OperationFailure(Words.of(Connection.class, "credentialsManageJenkins", id)));
    }

    private Optional<AwsCredentials> environmentCredentials() {
        String key = env("AWS_ACCESS_KEY_ID");
        String secret = env("AWS_SECRET_ACCESS_KEY");
        String token = env("AWS_SESSION_TOKEN");
        if (key == null || secret == null) {
            return Optional.empty();
        }
        return Optional.of(
                token == null
                        ? AwsBasicCredentials.create(key, secret)
                        : AwsSessionCredentials.create(key, secret, token));
    }

    /**
     * A role is assumed from those of the places around it, as far as they lie within what gave the credentials: what
     * a build names can't reach around its folder's role, nor that around the administrator's.
     */
    private List<AssumedRole> roles(Identity identity) {
        List<AssumedRole> roles = new ArrayList<>();
        String administrators = global.roleArn();
        if (identity.global() && administrators != null) {
            roles.add(assumed(administrators, global.externalId()));
        }
        for (int level = identity.within() - 1; level >= 0; level--) {
            FolderSettings folder = folders.get(level);
            String role = folder.roleArn();
            if (role != null) {
                roles.add(assumed(role, folder.externalId()));
            }
        }
        String named = access.getRoleArn();
        if (named != null) {
            roles.add(assumed(named, access.getExternalId()));
        }
        return roles;
    }

    private AssumedRole assumed(String arn, String externalId) {
        refuse("aws.roleArn", arn, AccessRules.roleArn(arn));
        return new AssumedRole(arn, Optional.ofNullable(externalId), requester.sessionName());
    }

    private Optional<URI> endpoint(Identity identity) {
        Optional<URI> named =
                first(access.getEndpoint(), env("AWS_ENDPOINT_URL")).map(Connection::uri);
        named.filter(endpoint -> !identity.buildsOwn() && !global.allows(endpoint))
                .ifPresent(endpoint -> {
                    throw new OperationFailure(Words.of(Connection.class, "awsEndpointMay", endpoint));
                });
        return named;
    }

    private static URI uri(String text) {
        // not the text itself, which may hold a password
        AccessRules.endpoint(text).ifPresent(remedy -> {
            throw new OperationFailure(Words.of(Connection.class, "awsEndpointNot", remedy));
        });
        return URI.create(text);
    }

    private static void refuse(String parameter, String value, Optional<String> remedy) {
        remedy.ifPresent(text -> {
            throw new OperationFailure(parameter + " '" + value + "'. " + text);
        });
    }

    private String env(String name) {
        return Texts.orNull(env.get(name));
    }

    private static Optional<String> first(String... values) {
        return Stream.of(values).filter(value -> value != null).findFirst();
    }
}
