package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.security.AccessControlled;
import hudson.security.Permission;

public interface Item extends PersistenceRoot, ModelObject, AccessControlled {
    Permission CREATE = Permission.fromId("hudson.model.Item.Create");
    Permission DELETE = Permission.fromId("hudson.model.Item.Delete");
    Permission CONFIGURE = Permission.fromId("hudson.model.Item.Configure");
    Permission READ = Permission.fromId("hudson.model.Item.Read");
    Permission EXTENDED_READ = Permission.fromId("hudson.model.Item.ExtendedRead");
    Permission BUILD = Permission.fromId("hudson.model.Item.Build");
    Permission WORKSPACE = Permission.fromId("hudson.model.Item.Workspace");
    Permission CANCEL = Permission.fromId("hudson.model.Item.Cancel");

    ItemGroup<? extends Item> getParent();

    @NonNull
    String getName();

    @NonNull
    String getFullName();

    @Override
    String getDisplayName();

    String getFullDisplayName();

    String getUrl();
}
