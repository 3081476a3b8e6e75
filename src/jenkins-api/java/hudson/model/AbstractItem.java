package hudson.model;

import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.security.ACL;
import java.io.File;
import java.io.IOException;

public abstract class AbstractItem extends Actionable implements Item {
    protected transient String name;
    private final transient ItemGroup<? extends Item> parent;

    protected AbstractItem(@SuppressWarnings("rawtypes") ItemGroup parent, String name) {
        this.parent = (ItemGroup<?>) parent;
        this.name = name;
    }

    @Override
    public ItemGroup<? extends Item> getParent() {
        return parent;
    }

    @Override
    @NonNull
    public String getName() {
        return name;
    }

    @Override
    public String getDisplayName() {
        return name;
    }

    @Override
    @NonNull
    public final String getFullName() {
        String prefix = parent == null ? "" : parent.getFullName();
        return prefix.isEmpty() ? name : prefix + '/' + name;
    }

    @Override
    public final String getFullDisplayName() {
        return getFullName();
    }

    @Override
    public final String getUrl() {
        throw new UnsupportedOperationException();
    }

    @Override
    public File getRootDir() {
        throw new UnsupportedOperationException();
    }

    @Override
    @NonNull
    public ACL getACL() {
        throw new UnsupportedOperationException();
    }

    @Override
    public synchronized void save() throws IOException {
        throw new UnsupportedOperationException();
    }
}
