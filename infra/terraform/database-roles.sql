-- Makes the workers' users, each with the right to make a schema of its own, and gives them their passwords. Run by the owner
-- of the database; a second run changes nothing but passwords that are new.
\getenv directory DIRECTORY_PASSWORD
\getenv eligibility ELIGIBILITY_PASSWORD

REVOKE ALL ON DATABASE jetcord FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

SELECT format('CREATE ROLE %I LOGIN', name)
FROM unnest(ARRAY['directory', 'eligibility']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec

GRANT CONNECT, CREATE ON DATABASE jetcord TO directory, eligibility;
ALTER ROLE directory PASSWORD :'directory';
ALTER ROLE eligibility PASSWORD :'eligibility';
