package jenkins.model;

import hudson.model.FingerprintMap;
import hudson.model.Item;
import hudson.model.ItemGroup;
import hudson.model.TopLevelItem;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import hudson.security.Permission;
import java.io.File;
import java.util.List;

/** Takes the place of Jenkins' class in tests: a controller without items, and without security. */
public final class Jenkins implements ItemGroup<TopLevelItem>, AccessControlled {
    public static final Permission ADMINISTER = Permission.fromId("hudson.model.Hudson.Administer");
    public static final Permission MANAGE = Permission.fromId("hudson.model.Hudson.Manage");
    public static final Permission READ = Permission.fromId("hudson.model.Hudson.Read");
    public static final Permission SYSTEM_READ = Permission.fromId("hudson.model.Hudson.SystemRead");

    private static final Jenkins INSTANCE = new Jenkins();

    private final FingerprintMap fingerprints = new FingerprintMap();

    private Jenkins() {}

    public static Jenkins get() {
        return INSTANCE;
    }

    public static Jenkins getInstanceOrNull() {
        return INSTANCE;
    }

    public FingerprintMap getFingerprintMap() {
        return fingerprints;
    }

    public String getLegacyInstanceId() {
        return "5bb1b9d6a2f84a0c9a6f6d1f4c0e7d23";
    }

    public String getRootUrl() {
        return "http://localhost:8080/";
    }

    public <T extends Item> T getItemByFullName(String fullName, Class<T> type) {
        return null;
    }

    public boolean isTerminating() {
        return false;
    }

    @Override
    public File getRootDir() {
        throw new UnsupportedOperationException("This controller has no files");
    }

    @Override
    public String getFullName() {
        return "";
    }

    @Override
    public String getFullDisplayName() {
        return "";
    }

    @Override
    public String getDisplayName() {
        return "Jenkins";
    }

    @Override
    public List<TopLevelItem> getItems() {
        return List.of();
    }

    @Override
    public String getUrl() {
        return "";
    }

    @Override
    public TopLevelItem getItem(String name) {
        return null;
    }

    @Override
    public ACL getACL() {
        throw new UnsupportedOperationException("This controller has no security");
    }

    @Override
    public void save() {
        // nothing to keep
    }
}
