package jenkins.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.ExtensionPoint;
import hudson.model.ModelObject;

public abstract class GlobalConfigurationCategory implements ExtensionPoint, ModelObject {
    public abstract String getShortDescription();

    @NonNull
    public static <T extends GlobalConfigurationCategory> T get(Class<T> type) {
        throw new UnsupportedOperationException();
    }
}
