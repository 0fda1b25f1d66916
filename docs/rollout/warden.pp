# Purple Warden on every desktop, by Puppet: the packages and the company's policy, checked before
# it is in force.
class profile::warden (
  String $policy = 'puppet:///modules/profile/warden/50-company.conf',
) {
  package { ['purple-warden', 'pidgin-warden', 'purple-warden-managed']:
    ensure => installed,
  }

  file { ['/etc/warden', '/etc/warden/policy', '/etc/warden/policy/managed.d', '/etc/warden/policy/recommended.d']:
    ensure  => directory,
    owner   => 'root',
    group   => 'root',
    mode    => '0755',
    require => Package['purple-warden'],
  }

  file { '/etc/warden/policy/managed.d/50-company.conf':
    ensure       => file,
    owner        => 'root',
    group        => 'root',
    mode         => '0644',
    source       => $policy,
    validate_cmd => '/usr/bin/wardenctl policy lint %',
  }
}
