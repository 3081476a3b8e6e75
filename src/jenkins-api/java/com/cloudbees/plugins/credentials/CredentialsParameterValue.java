package com.cloudbees.plugins.credentials;

import hudson.model.ParameterValue;

public class CredentialsParameterValue extends ParameterValue {
    private static final long serialVersionUID = 1L;

    public CredentialsParameterValue(String name, String value, String description) {
        super(name);
    }
}
