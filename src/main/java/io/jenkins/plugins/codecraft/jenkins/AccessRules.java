package io.jenkins.plugins.codecraft.jenkins;

import io.jenkins.plugins.codecraft.words.Words;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** What the parameters of {@code awsAccess} must be. Each rule gives the remedy, or nothing if the value is right. */
final class AccessRules {
    private AccessRules() {}

    static Optional<String> region(String region) {
        return region.matches("[a-z]{2}(-[a-z]+)+-\\d{1,2}")
                ? Optional.empty()
                : Optional.of(Words.of(AccessRules.class, "giveCodeRegion"));
    }

    static Optional<String> roleArn(String arn) {
        return arn.matches("arn:aws[a-z-]*:iam::\\d{12}:role/\\S+")
                ? Optional.empty()
                : Optional.of(Words.of(AccessRules.class, "giveArnRole"));
    }

    static Optional<String> externalId(String id) {
        return id.matches("[\\w+=,.@:/-]{2,1224}")
                ? Optional.empty()
                : Optional.of(Words.of(AccessRules.class, "giveLettersDigits"));
    }

    static Optional<String> endpoint(String endpoint) {
        try {
            URI uri = new URI(endpoint);
            boolean right = ("https".equals(uri.getScheme()) || "http".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null;
            return right ? Optional.empty() : Optional.of(Words.of(AccessRules.class, "giveUrlSuch"));
        } catch (URISyntaxException error) {
            return Optional.of(Words.of(AccessRules.class, "giveUrlSuchAs", error.getReason()));
        }
    }
}
