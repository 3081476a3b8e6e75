package io.jenkins.plugins.codecraft.jenkins;

import com.cloudbees.jenkins.plugins.awscredentials.AmazonWebServicesCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.ComboBoxModel;
import hudson.util.ListBoxModel;
import java.util.List;
import jenkins.model.Jenkins;
import software.amazon.awssdk.regions.Region;

/** What the forms of AWS access offer. */
final class AccessChoices {
    private AccessChoices() {}

    /** The regions that the SDK knows; others can be typed. */
    static ComboBoxModel regions(@CheckForNull Item item) {
        return Choices.suggestions(
                item,
                Region.regions().stream()
                        .filter(region -> !region.isGlobalRegion())
                        .map(Region::id)
                        .toList());
    }

    /**
     * AWS credentials that builds of the item can use; only the current value for those who may neither see
     * how it is configured nor use its credentials.
     */
    static ListBoxModel credentials(@CheckForNull Item item, @CheckForNull String current) {
        StandardListBoxModel model = new StandardListBoxModel();
        String kept = Texts.orEmpty(current);
        if (!FieldCheck.mayList(item)) {
            return model.includeCurrentValue(kept);
        }
        model.includeEmptyValue();
        if (item == null) {
            model.includeAs(ACL.SYSTEM2, Jenkins.get(), AmazonWebServicesCredentials.class, List.of());
        } else {
            Requester.authentications(item)
                    .forEach(who -> model.includeAs(who, item, AmazonWebServicesCredentials.class, List.of()));
        }
        return model.includeCurrentValue(kept);
    }
}
