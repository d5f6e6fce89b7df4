-- Makes the workers' users, each with the right to make a schema of its own, and gives them their passwords. Run by the owner
-- of the database; a second run changes nothing but passwords that are new.
\getenv event_worker EVENT_WORKER_PASSWORD
\getenv eligibility_worker ELIGIBILITY_WORKER_PASSWORD

REVOKE ALL ON DATABASE jetcord FROM PUBLIC;
REVOKE ALL ON SCHEMA public FROM PUBLIC;

SELECT format('CREATE ROLE %I LOGIN', name)
FROM unnest(ARRAY['event_worker', 'eligibility_worker']) AS name
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec

GRANT CONNECT, CREATE ON DATABASE jetcord TO event_worker, eligibility_worker;
ALTER ROLE event_worker PASSWORD :'event_worker';
ALTER ROLE eligibility_worker PASSWORD :'eligibility_worker';
