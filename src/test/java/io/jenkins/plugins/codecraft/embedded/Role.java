package io.jenkins.plugins.codecraft.embedded;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * An IAM role, as much of it as its trust policy says.
 *
 * @param path begins and ends with a slash
 * @param trusted who may assume it: service principals ({@code sagemaker.amazonaws.com}), ARNs of principals, account ids,
 *     or {@code *}
 * @param externalId what {@code AssumeRole} must bring, if anything
 * @param maxSession the longest session, 1 to 12 hours
 */
public record Role(
        String account,
        String path,
        String name,
        Set<String> trusted,
        Optional<String> externalId,
        Duration maxSession) {

    public Role {
        trusted = Set.copyOf(trusted);
    }

    public String arn() {
        return "arn:aws:iam::" + account + ":role" + path + name;
    }

    public boolean trusts(String principal) {
        return trusted.contains("*") || trusted.contains(principal);
    }

    public Role withExternalId(String id) {
        return new Role(account, path, name, trusted, Optional.of(id), maxSession);
    }

    public Role withMaxSession(Duration longest) {
        return new Role(account, path, name, trusted, externalId, longest);
    }
}
