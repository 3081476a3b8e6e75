package com.cloudbees.plugins.credentials;

import com.cloudbees.plugins.credentials.common.IdCredentials;
import com.cloudbees.plugins.credentials.domains.DomainRequirement;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.Run;
import hudson.security.Permission;
import java.util.List;
import org.springframework.security.core.Authentication;

/** Takes the place of the credentials plugin's class in tests: a build brings the credentials that it can find. */
public abstract class CredentialsProvider {
    public static final Permission USE_ITEM =
            Permission.fromId("com.cloudbees.plugins.credentials.CredentialsProvider.UseItem");

    private CredentialsProvider() {}

    public static <C extends Credentials> List<C> lookupCredentialsInItemGroup(
            Class<C> type, ItemGroup<?> group, Authentication who, List<DomainRequirement> requirements) {
        return List.of();
    }

    public static <C extends Credentials> List<C> lookupCredentialsInItem(
            Class<C> type, Item item, Authentication who, List<DomainRequirement> requirements) {
        return List.of();
    }

    /** As the real one, it does not note that they are used. */
    public static <C extends IdCredentials> C findCredentialById(
            String id, Class<C> type, Run<?, ?> run, List<DomainRequirement> requirements) {
        return run.getActions(FoundCredentials.class).stream()
                .map(FoundCredentials::credentials)
                .filter(each -> each.getId().equals(id))
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    public static <C extends Credentials> C track(Run<?, ?> build, C credentials) {
        build.getActions(FoundCredentials.class).stream()
                .filter(found -> found.credentials() == credentials)
                .forEach(FoundCredentials::use);
        return credentials;
    }
}
