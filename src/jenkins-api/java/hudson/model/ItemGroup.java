package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.Collection;

public interface ItemGroup<T extends Item> extends PersistenceRoot, ModelObject {
    String getFullName();

    String getFullDisplayName();

    Collection<T> getItems();

    String getUrl();

    @CheckForNull
    T getItem(String name);
}
