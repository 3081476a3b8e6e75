package com.cloudbees.jenkins.plugins.awscredentials;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.model.ItemGroup;
import hudson.util.ListBoxModel;

public class AWSCredentialsHelper {
    private AWSCredentialsHelper() {}

    @CheckForNull
    public static AmazonWebServicesCredentials getCredentials(
            @Nullable String credentialsId, @SuppressWarnings("rawtypes") ItemGroup context) {
        throw new UnsupportedOperationException();
    }

    @SuppressWarnings("rawtypes")
    public static ListBoxModel doFillCredentialsIdItems(ItemGroup context) {
        throw new UnsupportedOperationException();
    }
}
